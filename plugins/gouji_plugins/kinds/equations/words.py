"""Equations written out for people, with the figures that they compare."""

from __future__ import annotations

import ast
from collections.abc import Callable

from gouji import Text

_OPERATORS = {
    ast.Add: Text("＋", " + "),
    ast.Sub: Text("－", " - "),
    ast.Mult: Text("×", " × "),
    ast.Div: Text("÷", " / "),
}
_FUNCTIONS = {
    "abs": Text("{} 的绝对值", "the absolute value of {}"),
    "max": Text("（{} 中的较大数）", "the larger of ({})"),
    "min": Text("（{} 中的较小数）", "the smaller of ({})"),
}


def in_words(tree: ast.expr, term: Callable[[str], Text]) -> Text:
    """Write an expression out, its names as `term` writes them."""
    match tree:
        case ast.Name():
            return term(tree.id)
        case ast.Call(func=ast.Name(id="abs"), args=[ast.BinOp(op=ast.Sub(), left=left, right=right)]):
            one, other = in_words(left, term), in_words(right, term)
            return Text(f"{one.zh} 与{other.zh} 之差", f"the difference between {one.en} and {other.en}")
        case ast.Call(func=ast.Name(id=name), args=arguments):
            words = [in_words(argument, term) for argument in arguments]
            frame = _FUNCTIONS[name]
            return Text(
                frame.zh.format("、".join(each.zh for each in words)),
                frame.en.format(", ".join(each.en for each in words)),
            )
        case ast.BinOp():
            left_words, right_words = _operand(tree.left, tree, term), _operand(tree.right, tree, term)
            sign = _OPERATORS[type(tree.op)]
            return Text(f"{left_words.zh}{sign.zh}{right_words.zh}", f"{left_words.en}{sign.en}{right_words.en}")
        case ast.UnaryOp():
            negated = in_words(tree.operand, term)
            return Text(f"－{negated.zh}", f"-{negated.en}")
        case _:
            return Text.of(ast.unparse(tree))


def _operand(tree: ast.expr, whole: ast.BinOp, term: Callable[[str], Text]) -> Text:
    """Write one side of an operation, a sum within another operation in brackets."""
    words = in_words(tree, term)
    within = isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub)
    if within and not (tree is whole.left and isinstance(whole.op, ast.Add | ast.Sub)):
        return Text(f"（{words.zh}）", f"({words.en})")
    return words
