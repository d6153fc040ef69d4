#!/usr/bin/env python3
"""trips.py SOCKET SERVER COUNT: stands between the program and PostgreSQL (Unix sockets) and writes into the file COUNT how
many round trips the newest connection has made so far: each ends with a Sync, on which the program waits."""
import os, socket, struct, sys, threading

OURS, SERVER, COUNT = sys.argv[1:4]


def exactly(stream, length):
    taken = b''
    while len(taken) < length:
        some = stream.recv(length - len(taken))
        if not some:
            raise EOFError
        taken += some
    return taken


def answers(client, server):
    """What the server says, byte by byte, until it closes."""
    try:
        while some := server.recv(65536):
            client.sendall(some)
    except OSError:     # the program has gone
        pass
    client.close()


def messages(client):
    """The client's messages: the first has no letter."""
    first = exactly(client, 4)
    yield b'', first + exactly(client, struct.unpack('!I', first)[0] - 4)
    while True:
        head = exactly(client, 5)
        yield head[:1], head + exactly(client, struct.unpack('!I', head[1:])[0] - 4)


def serve(client):
    server = socket.socket(socket.AF_UNIX)
    server.connect(SERVER)
    threading.Thread(target=answers, args=(client, server), daemon=True).start()
    trips = 0
    try:
        for kind, message in messages(client):
            if kind in (b'S', b'Q'):    # counted before it is answered: the file is never behind
                trips += 1
                with open(COUNT + '.part', 'w', encoding='ascii') as out:
                    out.write(f'{trips}\n')
                os.rename(COUNT + '.part', COUNT)
            server.sendall(message)
    except (EOFError, OSError):
        server.close()


def main():
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(OURS)
    os.chmod(OURS, 0o777)
    listener.listen(16)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client,), daemon=True).start()


main()
