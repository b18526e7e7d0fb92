"""The root of the tree of errors, and the facts that each error may carry."""

from typing import Any, ClassVar, Self, TypedDict, Unpack

from evolink.errors._shorten import cut, cut_lines


class Facts(TypedDict, total=False):
    """What an error may be constructed with; `EvoLinkError` says what each means."""

    status: int | None
    code: str | None
    request_id: str | None
    retry_after: float | None
    task: Any
    task_id: str | None
    idempotency_key: str | None


class EvoLinkError(Exception):
    """The root of the tree. Facts that are not known are None.

    Attributes:
        message: What happened, and what to do now.
        status: HTTP status of the answer.
        code: The service's error code, such as `insufficient_quota` or `content_policy_violation`.
        request_id: The service's ID of the request, for its support.
        retry_after: Seconds the service asks to wait before the next request.
        task: The `Task` or `AsyncTask` concerned.
        idempotency_key: The key that the create request was sent under.
    """

    transient: ClassVar[bool] = False
    """Whether the same read may succeed a little later."""

    def __init__(self, message: str, **facts: Unpack[Facts]) -> None:
        self.message = cut_lines(message)
        super().__init__(self.message)
        self.status = facts.get("status")
        self.code = facts.get("code")
        self.request_id = facts.get("request_id")
        self.retry_after = facts.get("retry_after")
        self.task: Any = facts.get("task")
        self._task_id = facts.get("task_id")
        self.idempotency_key = facts.get("idempotency_key")

    @property
    def task_id(self) -> str | None:
        """The ID of the task concerned; known also where `task` is not, as in an error that was pickled."""
        return getattr(self.task, "id", self._task_id)

    @task_id.setter
    def task_id(self, value: str) -> None:
        self._task_id = value

    def __reduce__(self) -> tuple[type[Self], tuple[str], dict[str, Any]]:
        """Pickle the facts. The task is left out, since it holds a client and its key; its ID is kept."""
        return type(self), (self.message,), {**vars(self), "task": None, "_task_id": self.task_id}

    def __str__(self) -> str:
        facts = {
            "status": self.status,
            "code": None if self.code == str(self.status) else self.code,
            "request": self.request_id,
            "idempotency key": self.idempotency_key,
            "task": None if (self.task_id or "") in self.message else self.task_id,
        }
        known = ", ".join(f"{name} {cut(str(value))}" for name, value in facts.items() if value is not None)
        return f"{self.message} ({known})" if known else self.message
