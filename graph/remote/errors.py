"""Why an engine elsewhere gave no answer, each reason with a sentence that says what to do.

StoreError
└── RemoteError             an engine elsewhere did not do what it was asked
    ├── EngineAwayError         nobody answers, or the connection broke before the answer began
    ├── EngineSlowError         the answer took longer than it may
    ├── CredentialsError        the engine lets in nobody without other credentials
    ├── UnreadableAnswerError   what came is no answer to a query, or not the whole of it
    ├── AnswerTooLongError      the answer is longer than it may be
    ├── EngineRefusalError      the engine says what it will not do
    └── EditionError            the engine does not hold the edition that is wanted
"""

from graph.errors import StoreError


class RemoteError(StoreError):
    """An engine elsewhere did not do what it was asked."""


class EngineAwayError(RemoteError):
    """Nobody answers, or the connection broke before the answer began."""


class EngineSlowError(RemoteError):
    """The answer took longer than it may."""


class CredentialsError(RemoteError):
    """The engine lets in nobody without other credentials."""


class UnreadableAnswerError(RemoteError):
    """What came is no answer to a query, or not the whole of it."""


class AnswerTooLongError(RemoteError):
    """The answer is longer than it may be."""


class EngineRefusalError(RemoteError):
    """The engine says what it will not do."""

    def __init__(self, message: str, said: str = "") -> None:
        """Keep what the engine said beside the sentence."""
        super().__init__(message)
        self.said = said


class EditionError(RemoteError):
    """The engine does not hold the edition that is wanted."""
