"""One WebSocket of the gateway, and the session that outlives it."""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import web

from .state import Json

DISPATCH = 0


class Line:
    """One live WebSocket; what is sent goes out in order."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self.session: Session | None = None
        self._transport = transport
        self._outbox: asyncio.Queue[str | int] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    def send(self, op: int, data: object = None) -> None:
        self.send_text(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def send_text(self, text: str) -> None:
        self._outbox.put_nowait(text)

    def close(self, code: int) -> None:
        """Close with a code, after what was sent before."""
        self._outbox.put_nowait(code)

    def cut(self) -> None:
        """Break the connection without a word."""
        if self._transport:
            self._transport.abort()

    def end(self) -> None:
        self._writer.cancel()

    async def _write(self) -> None:
        while True:
            item = await self._outbox.get()
            try:
                if isinstance(item, int):
                    await self.socket.close(code=item)
                    return
                await self.socket.send_str(item)
            except (ConnectionError, RuntimeError):
                return  # the other side went away; what was lost is replayed on resume


@dataclass(eq=False)
class Session:
    """What a client may come back to: its sequence and everything dispatched to it."""

    id: str
    intents: int
    shard: tuple[int, int]
    line: Line | None
    log: list[str] = field(default_factory=list)  # the nth entry has sequence n + 1

    def dispatch(self, event: str, data: Json) -> None:
        self.log.append(json.dumps({"op": DISPATCH, "t": event, "s": len(self.log) + 1, "d": data}))
        if self.line:
            self.line.send_text(self.log[-1])
