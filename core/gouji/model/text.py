"""Words for people, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class Language(StrEnum):
    """A language in which messages are written.

    >>> Text("你好", "hello").to(Language.EN)
    'hello'
    """

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Chinese and in English.

    >>> Text.both("没有热线 / no hotline").en
    'no hotline'
    >>> Text.of("the same").zh
    'the same'
    """

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Return the message in one language."""
        return self.zh if language is Language.ZH else self.en

    @classmethod
    def of(cls, words: str | Text) -> Text:
        """Take a plain string as the same message in both languages."""
        return words if isinstance(words, Text) else cls(words, words)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let a parameter of a kind be given as a plain string too."""
        from pydantic_core import core_schema

        both = handler(source)
        one = core_schema.no_info_after_validator_function(cls.of, core_schema.str_schema())
        return core_schema.union_schema([both, one], mode="left_to_right")

    @classmethod
    def both(cls, words: str) -> Text:
        """Split words written 中文 / English; without a slash they are the same in both languages."""
        zh, slash, en = words.partition(" / ")
        return cls(zh, en if slash else zh)


UNSAID = Text("", "")
