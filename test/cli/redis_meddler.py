"""Stands between the program and a Redis server, and answers some commands in its place."""

import socket
import threading


class RedisMeddler:
    """`meddle(words)` returns what is answered in the server's place, b"" to hang up, or None to
    let the server answer."""

    def __init__(self, test, server, meddle):
        self.server, self.meddle = server, meddle
        self.listener = socket.create_server(("127.0.0.1", 0))
        test.addCleanup(self.listener.close)
        self.url = f"redis://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        server = self.server.connect()
        replies, commands = server.makefile("rb"), client.makefile("rb")
        with client, server:
            while line := commands.readline():
                raw, words = line, []
                for _ in range(int(line[1:])):
                    size = commands.readline()
                    word = commands.read(int(size[1:]) + 2)
                    raw += size + word
                    words.append(word[:-2])
                answer = self.meddle(words)
                if answer == b"":
                    return
                if answer is None:
                    server.sendall(raw)
                    answer = self.reply(replies)
                client.sendall(answer)

    def reply(self, replies):
        """One whole reply as the server sent it."""
        line = replies.readline()
        if line[:1] == b"$" and int(line[1:]) >= 0:
            return line + replies.read(int(line[1:]) + 2)
        if line[:1] == b"*" and int(line[1:]) > 0:
            return line + b"".join(self.reply(replies) for _ in range(int(line[1:])))
        return line
