import { DomainError } from "../../domain/errors.ts"
import type { Message } from "../../domain/mail/message.ts"
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
