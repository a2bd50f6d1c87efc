import { errorRecord } from "../domain/error-record.ts"
import { readStored } from "../domain/stored.ts"
import type { Cell, Env } from "../env.ts"
import { parseMailServer, parseSender } from "../gateways/mail-headers.ts"
import { secretBox } from "../gateways/secret-box.ts"
import { writeLetter } from "../http/letters.tsx"
import type { Background } from "../http/services.ts"
import type { MailMessage } from "../jobs/mail-queue.ts"
import { letter } from "../shapes/letter.ts"
import type { Outbox } from "../usecases/mail/outbox.ts"
import type { SendMailDeps } from "../usecases/mail/send-mail.ts"

/** A queue takes no more messages at once. */
const MOST_AT_ONCE = 100

/** Tells the queue that stored letters wait: their cell and ids, nothing else. */
export async function tellQueue(env: Env, cell: string, mailIds: readonly string[]): Promise<void> {
  const messages = mailIds.map((mailId) => ({ body: { cell, mailId } satisfies MailMessage }))
  for (let at = 0; at < messages.length; at += MOST_AT_ONCE)
    await env.MAIL_QUEUE?.sendBatch(messages.slice(at, at + MOST_AT_ONCE))
}

/** The outbox of a cell: seals letters and tells the queue of them. */
export function openOutbox(env: Env, { code, secret }: Cell, background: Background): Outbox {
  const box = secretBox(secret, "mail")
  const failed = (error: unknown) => {
    // Cron finds the letter.
    console.error(JSON.stringify({ level: "error", event: "mail", cell: code, ...errorRecord(error) }))
  }
  return {
    seal: (letter) => box.seal(JSON.stringify(letter)),
    notify: (mailIds) => {
      if (mailIds.length > 0) background(tellQueue(env, code, mailIds).catch(failed))
    },
  }
}

/** How letters of a cell are sent; without a mail server they wait for one. */
export function openSending(env: Env, { secret, name }: Cell): SendMailDeps {
  const box = secretBox(secret, "mail")
  const from = env.MAIL_FROM === undefined ? null : parseSender(env.MAIL_FROM)
  const server = env.SMTP_URL === undefined ? null : parseMailServer(env.SMTP_URL)
  const plain = env.SMTP_PLAIN === "yes"
  return {
    unseal: async (sealed) => readStored("mails.sealed", letter, await box.open(sealed)),
    write: (letter) => writeLetter(letter, name),
    deliver:
      server && from
        ? // It needs sockets of the runtime, which are not there where tests open services in Node.
          async (letter, id) =>
            (await import("../gateways/smtp.ts")).smtp({ server: { ...server, plain }, from })(letter, id)
        : null,
    retrySeconds: env.MAIL_RETRY_SECONDS,
  }
}
