#!/usr/bin/env python3
"""A PostgreSQL server further away: passes on what comes to a local port, each way half of a delay later.

    benchmarks/slow_server.py <port> <host of the server> <its port> <milliseconds there and back>

Standard library only.
"""

import asyncio
import sys

CLOSED = b""


async def later(pieces, to):
    """Hands on each piece at its time, however many are on their way."""
    loop = asyncio.get_running_loop()
    piece = None
    while piece != CLOSED:
        due, piece = await pieces.get()
        await asyncio.sleep(max(0, due - loop.time()))
        if piece:
            to.write(piece)
            await to.drain()
    to.close()


async def one_way(source, to, seconds):
    pieces = asyncio.Queue()
    handing = asyncio.create_task(later(pieces, to))
    piece = None
    while piece != CLOSED:
        piece = await source.read(1 << 16)
        pieces.put_nowait((asyncio.get_running_loop().time() + seconds, piece))
    await handing


async def main(port, host, server_port, milliseconds):
    seconds = float(milliseconds) / 2000

    async def connected(source, to):
        server_source, server_to = await asyncio.open_connection(host, int(server_port))
        await asyncio.gather(one_way(source, server_to, seconds), one_way(server_source, to, seconds),
                             return_exceptions=True)

    server = await asyncio.start_server(connected, "127.0.0.1", int(port))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
