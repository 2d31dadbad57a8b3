"""A user's settings on Portal, with Python 3.8 or newer: python3 settings.py [profile]"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TypedDict
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

URL = os.environ.get("PORTAL_URL") or "http://127.0.0.1:3000"
COOKIE = os.environ.get("PORTAL_COOKIE", "")


class Profile(TypedDict):
    username: str
    avatar_url: str | None


class User(Profile):
    id: int
    avatar_source: str | None


class PortalError(Exception):
    """An answer that is not 2xx; its correlation id names the request in Portal's log."""

    def __init__(self, answer: HTTPError, body: dict[str, str]) -> None:
        super().__init__(body.get("error", "not an answer of Portal"))
        self.status = answer.code
        self.correlation_id = body.get("correlation_id", "none")
        self.retry_after = answer.headers["Retry-After"]


def call(path: str, body: object = None) -> Any:
    """Posts the body, or gets without one. Raises PortalError, or OSError when cut off."""
    request = Request(URL.rstrip("/") + path, headers={"Cookie": COOKIE})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except HTTPError as refusal:
        is_json = refusal.headers.get_content_type() == "application/json"
        raise PortalError(refusal, json.load(refusal) if is_json else {}) from None


def show_settings(profile: str | None = None) -> None:
    me: User = call("/v1/users/me")
    print(f"signed in as {me['username']}, id {me['id']}")

    changes = {"username": "no spaces please", "avatar_source": "discord_3"}
    updated = call("/v1/users/me/update", changes)
    user: User = updated["user"]
    print(f"stored: username {user['username']}, avatar_source {user['avatar_source']}")
    for field, sentence in (updated["errors"] or {}).items():
        print(f"{field} refused: {sentence}")

    name = quote(profile or me["username"], safe="")
    seen: Profile = call(f"/v1/users/profile/{name}")
    print(f"profile of {seen['username']}: avatar {seen['avatar_url'] or 'none'}")


if __name__ == "__main__":
    try:
        show_settings(*sys.argv[1:2])
    except PortalError as error:
        wait = f"try again in {error.retry_after} seconds"
        advice = {401: "sign in again", 404: "check the name", 429: wait}
        what = f"{error.status} {error}: {advice.get(error.status, 'report it')}"
        sys.exit(f"{what} (correlation id {error.correlation_id})")
    except OSError as error:
        sys.exit(f"cannot reach {URL}: {error}")
