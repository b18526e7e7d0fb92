"""The answer to a request that is refused, in the form that its operation documents."""

from evolink_mock.world.answers import error_body, file_error_body
from evolink_mock.world.contract import Operation, http_status, undocumented_error
from evolink_mock.world.messages import RefusedError, Response, json_response


def refuse(refusal: RefusedError, operation: Operation | None = None) -> Response:
    """Return the answer to a refused request; without an operation, in the form of most."""
    number = refusal.status
    documented = operation.error(number) if operation else undocumented_error(number)
    if refusal.code and refusal.code != documented["code"]:
        documented = {**documented, "code": refusal.code, "message": f"{refusal.code.replace('_', ' ').capitalize()}."}
    if operation and operation.enveloped:
        code = documented["code"] if isinstance(documented["code"], int) else number
        body = file_error_body(code, refusal.message or documented["message"])
    else:
        body = error_body(documented, refusal.message, refusal.param)
    return json_response(http_status(number), body, refusal.headers)
