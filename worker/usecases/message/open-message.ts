import { DomainError } from "../../domain/errors.ts"
import type { Message, MessagePlace } from "../../domain/mail/message.ts"
import type { Target } from "../act.ts"

/** A message of the actor's own inbox, by its id. */
export const ownMessage: Target<Message, string> = {
  async open(ctx, id) {
    const message = await ctx.read.messages.find(id)
    if (!message) throw new DomainError("not_found", "not_found")
    return message
  },
  nameOf: ({ id }) => id,
}

/** The actor's own inbox up to a message, and how many of it are unread. */
export const inboxUpTo: Target<MessagePlace & { unread: number }, string> = {
  async open(ctx, id) {
    const found = await ctx.read.messages.upTo(id)
    if (!found) throw new DomainError("not_found", "not_found")
    return found
  },
  nameOf: ({ id }) => id,
}
