"""Words for people, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language in which messages are written."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in Chinese and in English."""

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
    def both(cls, words: str) -> Text:
        """Split words written 中文 / English; without a slash they are the same in both languages."""
        zh, slash, en = words.partition(" / ")
        return cls(zh, en if slash else zh)


UNSAID = Text("", "")
