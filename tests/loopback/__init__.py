"""A Discord server on the loopback interface, for the real client to connect to.

    async with loopback() as server:
        team = server.guild("Team")
        general, ana = team.text_channel("general"), team.member("ana")
        async with connect(bot, server):
            await ana.says(general, "!ping")
            post = await general.next_post()
            reply = await ana.slash(general, "deals", words="2025")

REST and gateway are version 10. Requests that Discord would refuse are refused in its own words; what is not
served is answered 404 and listed in ``server.unknown_routes``.
"""

from .channels import ChannelHandle
from .errors import ApiError
from .fixture import connect, eventually, loopback, pointed_at
from .guilds import GuildHandle
from .options import CommandError
from .people import Person
from .posts import Modal, NoAnswerError, Post, Reply
from .pulse import PATIENT
from .server import TOKEN, Server

__all__ = [
    "PATIENT",
    "TOKEN",
    "ApiError",
    "ChannelHandle",
    "CommandError",
    "GuildHandle",
    "Modal",
    "NoAnswerError",
    "Person",
    "Post",
    "Reply",
    "Server",
    "connect",
    "eventually",
    "loopback",
    "pointed_at",
]
