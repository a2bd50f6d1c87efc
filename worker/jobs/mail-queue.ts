import { errorRecord } from "../domain/error-record.ts"
import { type MailOutcome, sendMail } from "../usecases/mail/send-mail.ts"
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

type OpenCell = (cell: string) => SystemServices | null

const LONGEST_DELAY = 12 * 3600
const AFTER_ERROR = 10

function readMessage(body: unknown): MailMessage | null {
  if (typeof body !== "object" || body === null) return null
  const { cell, mailId } = body as Partial<Record<keyof MailMessage, unknown>>
  return typeof cell === "string" && typeof mailId === "string" ? { cell, mailId } : null
}

function warn(line: Record<string, unknown>): void {
  console.warn(JSON.stringify({ level: "warn", event: "mail", ...line }))
}

let saidNoServer = false

function say(told: MailMessage, outcome: MailOutcome): void {
  // No problem: it was asked for an e-mail that has no account.
  if (outcome.end === "unknown")
    console.log(JSON.stringify({ level: "info", event: "mail", ...told, end: "no such letter" }))
  if (outcome.end === "no_server" && !saidNoServer) {
    saidNoServer = true
    warn({ cell: told.cell, problem: "no mail server is configured (SMTP_URL, MAIL_FROM): letters wait" })
  }
  if ("problem" in outcome && outcome.problem !== undefined) {
    const { problem, tries, end } = outcome
    warn({ ...told, problem, tries, failed: end === "failed" })
  }
}

/** Answers after how many seconds the message is to come again; null when it is done with. */
async function deliver(body: unknown, open: OpenCell): Promise<number | null> {
  const told = readMessage(body)
  if (!told) {
    warn({ cell: null, problem: "unreadable message" })
    return null
  }
  try {
    const services = open(told.cell)
    if (!services) {
      warn({ cell: told.cell, problem: "unknown cell" })
      return null
    }
    const outcome = await sendMail(services.context, services.mail.sending, told.mailId)
    say(told, outcome)
    return outcome.end === "later" ? Math.min(Math.ceil(outcome.seconds), LONGEST_DELAY) : null
  } catch (error) {
    warn({ ...told, problem: "broken off", ...errorRecord(error) })
    return AFTER_ERROR
  }
}

/**
 * Sends the letters that a batch tells of. A message is delivered again when its letter waits for another try, or when
 * sending it broke off; one that leads nowhere is logged and done with. `open` answers null for a cell that is not ours.
 */
export async function consumeMails({ messages }: MailBatch, open: OpenCell): Promise<void> {
  for (const message of messages) {
    const again = await deliver(message.body, open)
    if (again === null) message.ack()
    else message.retry({ delaySeconds: again })
  }
}
