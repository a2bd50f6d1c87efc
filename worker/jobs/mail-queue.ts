import { errorRecord } from "../domain/error-record.ts"
import { sendMail } from "../usecases/mail/send-mail.ts"
import type { SystemServices } from "./system-services.ts"

/** What the queue is told of a letter: never the letter itself. */
export interface MailMessage {
  cell: string
  mailId: string
}

/** The part of a batch of the queue that is used. */
export interface MailBatch {
  readonly messages: readonly {
    readonly body: unknown
    ack(): void
    retry(options?: { delaySeconds?: number }): void
  }[]
}

const LONGEST_DELAY = 12 * 3600

function readMessage(body: unknown): MailMessage | null {
  if (typeof body !== "object" || body === null) return null
  const { cell, mailId } = body as Partial<Record<keyof MailMessage, unknown>>
  return typeof cell === "string" && typeof mailId === "string" ? { cell, mailId } : null
}

function warn(line: Record<string, unknown>): void {
  console.warn(JSON.stringify({ level: "warn", event: "mail", ...line }))
}

/**
 * Sends the letters that a batch tells of. A message is delivered again when its letter waits for another try, or when
 * sending it broke off; one that leads nowhere is logged and done with. `open` answers null for a cell that is not ours.
 */
export async function consumeMails(
  batch: MailBatch,
  open: (cell: string) => SystemServices | null,
): Promise<void> {
  for (const message of batch.messages) {
    const told = readMessage(message.body)
    if (!told) {
      warn({ cell: null, problem: "unreadable message" })
      message.ack()
      continue
    }
    const { cell, mailId } = told
    try {
      const services = open(cell)
      if (!services) {
        warn({ cell, problem: "unknown cell" })
        message.ack()
        continue
      }
      const outcome = await sendMail(services.context, services.mail.sending, mailId)
      if (outcome.end === "unknown") warn({ cell, mailId, problem: "no such letter" })
      if ("problem" in outcome && outcome.problem !== undefined)
        warn({
          cell,
          mailId,
          problem: outcome.problem,
          tries: outcome.tries,
          failed: outcome.end === "failed",
        })
      if (outcome.end === "later")
        message.retry({ delaySeconds: Math.min(Math.ceil(outcome.seconds), LONGEST_DELAY) })
      else message.ack()
    } catch (error) {
      warn({ cell, mailId, problem: "broken off", ...errorRecord(error) })
      message.retry({ delaySeconds: 10 })
    }
  }
}
