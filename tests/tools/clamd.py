"""clamd.py SOCKET FOLDER: answers as clamd does, one file after another, and keeps each in FOLDER by its number.

A file with the word VIRUS in it is found something in; one with ERROR in it is answered so; of one with HANG UP nothing is said.
"""
import os
import socket
import sys

path, folder = sys.argv[1:]
server = socket.socket(socket.AF_UNIX)
server.bind(path)
server.listen()
number = 0
while True:
    peer, _ = server.accept()
    read = peer.makefile('rb')
    command = read.read(10)
    body = b''
    while length := int.from_bytes(read.read(4), 'big'):
        body += read.read(length)
    number += 1
    with open(os.path.join(folder, str(number)), 'wb') as file:
        file.write(body)
    answer = (b'UNKNOWN COMMAND' if command != b'zINSTREAM\0' else b'stream: Test-Signature FOUND' if b'VIRUS' in body
              else b'INSTREAM size limit exceeded. ERROR' if b'ERROR' in body else b'stream: OK')
    if b'HANG UP' not in body:
        peer.sendall(answer + b'\0')
    read.close()
    peer.close()
