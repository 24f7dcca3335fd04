"""Statements read out of prose: vocabulary, words, numbers, pieces of sentences, claims."""

from gouji.claims.lexicon import Lexicon, load_lexicon
from gouji.claims.numbers import read_number
from gouji.claims.reading import find_claims

__all__ = ["Lexicon", "find_claims", "load_lexicon", "read_number"]
