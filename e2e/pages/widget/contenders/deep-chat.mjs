/** A chat without a launcher: it stands on the page from the start. */
import 'deep-chat'

const chat = document.createElement('deep-chat')
chat.demo = true
document.body.append(chat)
