"""What Discord answers when it refuses: HTTP status, numeric code and message."""

from typing import Any


class ApiError(Exception):
    """A refusal; the REST layer turns it into Discord's JSON body."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


# By name: HTTP status, Discord's code and message.
_KNOWN = {
    "unauthorized": (401, 0, "401: Unauthorized"),
    "not_found": (404, 0, "404: Not Found"),
    "method_not_allowed": (405, 0, "405: Method Not Allowed"),
    "unknown_application": (404, 10002, "Unknown Application"),
    "unknown_channel": (404, 10003, "Unknown Channel"),
    "unknown_guild": (404, 10004, "Unknown Guild"),
    "unknown_member": (404, 10007, "Unknown Member"),
    "unknown_message": (404, 10008, "Unknown Message"),
    "unknown_role": (404, 10011, "Unknown Role"),
    "unknown_user": (404, 10013, "Unknown User"),
    "unknown_webhook": (404, 10015, "Unknown Webhook"),
    "unknown_interaction": (404, 10062, "Unknown interaction"),
    "unknown_command": (404, 10063, "Unknown application command"),
    "unknown_event": (404, 10070, "Unknown Guild Scheduled Event"),
    "too_many_commands": (400, 30032, "Maximum number of application commands reached (100)"),
    "too_many_events": (400, 30038, "Maximum number of guild scheduled events reached (100)"),
    "request_too_large": (413, 40005, "Request entity too large"),
    "already_acknowledged": (400, 40060, "Interaction has already been acknowledged."),
    "missing_access": (403, 50001, "Missing Access"),
    "not_your_message": (403, 50005, "Cannot edit a message authored by another user"),
    "empty_message": (400, 50006, "Cannot send an empty message"),
    "closed_dms": (403, 50007, "Cannot send messages to this user"),
    "missing_permissions": (403, 50013, "Missing Permissions"),
    "expired_token": (401, 50027, "Invalid Webhook Token"),
    "has_thread": (400, 160004, "A thread has already been created for this message"),
    "bad_json": (400, 50109, "The request body contains invalid JSON."),
}


def refusal(name: str) -> ApiError:
    """One of Discord's well-known refusals, such as ``unknown_channel``."""
    return ApiError(*_KNOWN[name])


Problem = tuple[tuple[str | int, ...], str, str]  # where in the body, Discord's code, its sentence


def invalid_form(problems: list[Problem]) -> ApiError:
    """HTTP 400 with code 50035 and the problems in Discord's nested shape."""
    tree: dict[str, Any] = {}
    for path, code, message in problems:
        node = tree
        for step in path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    return ApiError(400, 50035, "Invalid Form Body", tree)
