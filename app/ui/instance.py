"""One window a workspace: a second start knocks at the first through a local socket and goes."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 400  # ms that a knock may take


class Door(QObject):
    """Listens for a second start on the same workspace; a local socket, never one of the network."""

    knocked = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = _name(path)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed; the lock is ours
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.knocked.emit()


def raise_other(path: Path) -> bool:
    """Ask the program that has this workspace open to come forward; whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    found = socket.waitForConnected(PATIENCE)
    if found:
        socket.waitForDisconnected(PATIENCE)
    return bool(found)


def _name(path: Path) -> str:
    return "dealwright-" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
