"""Statements read out of prose: vocabulary, words, numbers, pieces of sentences, claims."""

from gouji_plugins.locales.zh.claims.finding import find_claims
from gouji_plugins.locales.zh.claims.lexicon import Lexicon, lexicon_of
from gouji_plugins.locales.zh.claims.numbers import read_number

__all__ = ["Lexicon", "find_claims", "lexicon_of", "read_number"]
