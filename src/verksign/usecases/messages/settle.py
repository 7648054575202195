from typing import Any

from verksign.domain.message_states import MessageAction, MessageState, after
from verksign.records.models import Message


def move(message: Message, action: MessageAction, **columns: Any) -> None:
    """
    Take a message to the state that follows; its document must be held.

    :raises MessageActionNotAllowed: if the state has moved on
    """
    message.state = after(MessageState(message.state), action)
    for column, value in columns.items():
        setattr(message, column, value)
    message.save(update_fields=["state", *columns])
