"""``dateline serve``: a SPARQL endpoint on this machine."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Annotated

import typer

from ...errors import ExportError
from .common import KnownBy, StoryName, ToldBy, complain, open_limited

TOKEN = "DATELINE_TOKEN"


def serve(
    story: StoryName,
    port: Annotated[int, typer.Option(help="The port; 0 takes one that is free.", min=0, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's open it to a network.")
    ] = "127.0.0.1",
    writable: Annotated[
        bool, typer.Option("--writable", help="Take updates and graphs from who has the token.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option("--token", envvar=TOKEN, help="What a change must show as `Authorization: Bearer`."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="The default graph is the store's own, not the union of all.")
    ] = False,
    seconds: Annotated[float, typer.Option("--time-limit", help="Seconds a query may take.", min=0.1)] = 30.0,
    rows: Annotated[int, typer.Option("--row-limit", help="Rows an answer may have.", min=1)] = 1_000_000,
    megabytes: Annotated[int, typer.Option("--size-limit", help="MiB an answer may have.", min=1)] = 64,
    memory: Annotated[int, typer.Option("--memory", help="MiB a query may use.", min=64)] = 1024,
    at_once: Annotated[
        int, typer.Option("--at-once", help="Queries at once; as many long ones run beside them.", min=1)
    ] = 2,
    host_name: Annotated[
        list[str] | None,
        typer.Option("--host-name", help="A name by which the server is also addressed; may be repeated."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Pages of this origin may read answers; `*` for all."),
    ] = None,
    service: Annotated[
        list[str] | None,
        typer.Option("--allow-service", metavar="IRI", help="SERVICE may ask this address; may be repeated."),
    ] = None,
    log_queries: Annotated[
        bool, typer.Option("--log-queries", help="Put the text of queries into the log.")
    ] = False,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Speak the Model Context Protocol on standard input and output.")
    ] = False,
    known_by: KnownBy = None,
    told_by: ToldBy = None,
) -> None:
    """Serve a story to SPARQL clients, and to people as pages; its address is printed first.

    STORY may be any store that `dateline build` made. The log goes to the standard error. Needs the extra
    `serve`. With --mcp the story is a set of read-only tools for language models instead, which a client
    starts and speaks to; --known-by and --told-by limit what they know. Needs the extra `mcp`.
    """
    if mcp:
        _serve_mcp(story, known_by, told_by, seconds)
        return
    if known_by or told_by:
        raise ExportError("--known-by and --told-by are for --mcp; queries ask the whole story")
    from ..server.limits import MIB, Limits
    from ..server.serving import serve as run
    from ..server.settings import Settings

    if writable and not token:
        raise ExportError(f"--writable needs --token, or the variable {TOKEN}: whoever has it may change all")
    if token and not writable and not os.environ.get(TOKEN):
        raise ExportError("--token is for --writable; a server that only reads takes no token")
    if host not in ("127.0.0.1", "localhost", "::1"):
        complain(f"the server listens on {host}: whoever reaches that address can ask it")
    limits = Limits(
        seconds=seconds,
        rows=rows,
        answer=megabytes * MIB,
        memory=memory * MIB,
        quick=at_once,
        long=at_once,
    )
    settings = Settings(
        token=token if writable else None,
        union=not plain,
        hosts=(host, *(host_name or ())),
        cors=tuple(cors or ()),
        services=tuple(service or ()),
        queries=log_queries,
        limits=limits,
    )
    run(story, host=host, port=port, settings=settings, announce=lambda text: typer.echo(text))


def _serve_mcp(story: str, known_by: str | None, told_by: list[str] | None, seconds: float) -> None:
    from ..mcp.serving import require_sdk, serve_mcp

    require_sdk()  # before the story is opened, which takes longer
    from ..mcp.pooled import LIMITS

    serve_mcp(open_limited(story, known_by, told_by), limits=replace(LIMITS, seconds=seconds))
