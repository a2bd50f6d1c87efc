import { LogLevel, WorkerMailer, type WorkerMailerOptions } from "worker-mailer"
import type { WrittenLetter } from "../domain/mail/letter.ts"
import { headerText, type MailServer, mailAddress } from "./mail-headers.ts"

/** A letter may take so long altogether, and an answer of the server so long. */
const LETTER_MS = 25_000
const ANSWER_MS = 10_000
const CLOSE_MS = 1_000
const LONGEST_ANSWER = 64 * 1024

type Credentials = WorkerMailerOptions["credentials"]

/** What worker-mailer marks private and we must correct. */
interface Session {
  reader: ReadableStreamDefaultReader<Uint8Array>
  socket: { close(): Promise<void> }
  credentials?: Credentials
  initializeSmtpSession(): Promise<void>
  start(): Promise<void>
  send(letter: object): Promise<void>
  close(): Promise<void>
  read(): Promise<string>
  tls(): Promise<void>
  auth(): Promise<void>
}

const WorkerMailerSession = WorkerMailer as unknown as new (options: WorkerMailerOptions) => Session

class SafeSession extends WorkerMailerSession {
  #encrypted: boolean
  #open: boolean
  #nearby: boolean

  constructor({ host, port, secure, plain = false, credentials }: MailServer) {
    super({
      host,
      port,
      secure,
      startTls: !secure,
      credentials,
      authType: ["plain", "login", "cram-md5"],
      socketTimeoutMs: ANSWER_MS,
      // Its log lines carry addresses.
      logLevel: LogLevel.NONE,
    })
    this.#encrypted = secure
    this.#open = plain
    this.#nearby = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host)
  }

  /** worker-mailer's own never ends, and blocks the isolate, when the server closes without an answer. */
  override async read(): Promise<string> {
    const decoder = new TextDecoder()
    let answer = ""
    while (!/(^|\n)\d{3}( [^\n]*)?\r?\n$/.test(answer)) {
      const { done, value } = await this.reader.read()
      if (done) throw new Error("connection closed")
      answer += decoder.decode(value, { stream: true })
      if (answer.length > LONGEST_ANSWER) throw new Error("answer too long")
    }
    return answer
  }

  override async tls(): Promise<void> {
    await super.tls()
    this.#encrypted = true
  }

  /**
   * Comes before every letter, with a password or without. Letters carry links that sign in: they go over an encrypted
   * connection, unless a setting says otherwise; a password always, since somebody in between may have hidden STARTTLS.
   */
  override async auth(): Promise<void> {
    const safe = this.#encrypted || this.#nearby
    if (!safe && (this.credentials || !this.#open)) throw new Error("no encryption")
    await super.auth()
  }
}

function within<T>(work: Promise<T>, ms: number, message: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(message)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const problems: readonly [RegExp, string][] = [
  [/connection closed/, "connection closed"],
  [/answer too long/, "answer too long"],
  [/no encryption/, "no encryption"],
  [/authentication|auth method/, "no authentication"],
  [/time/i, "time"],
]

/** What went wrong without the words of the server, which repeat addresses: its code, or a few words of ours. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ""
  const code = /(?:^|[\s:>])([45]\d{2})[ -]/.exec(message)?.[1]
  return code ?? problems.find(([pattern]) => pattern.test(message))?.[1] ?? "no connection"
}

async function hangUp(session: Session): Promise<void> {
  try {
    await within(session.close(), CLOSE_MS, "time")
  } catch {
    // It has been said already whether the letter went out.
  }
  session.socket.close().catch(() => {})
}

async function converse(session: Session, letter: object): Promise<void> {
  await session.initializeSmtpSession()
  session.start().catch(() => {})
  await session.send(letter)
}

export interface SmtpOptions {
  server: MailServer
  from: { name: string; address: string }
}

/**
 * Hands letters to a mail server, each over a connection of its own. Answers what went wrong without personal data (a
 * code such as `550`, or a few words), null when the server took the letter. Never throws.
 */
export function smtp({ server, from }: SmtpOptions) {
  return async (letter: WrittenLetter, id: string): Promise<string | null> => {
    const to = mailAddress(letter.to)
    if (to === null) return "address"
    const sender = from.name ? `${headerText(from.name)} <${from.address}>` : from.address
    const headers = {
      From: sender,
      To: to,
      Subject: headerText(letter.subject),
      "Message-ID": `<${id}@${from.address.split("@")[1]}>`,
      "Auto-Submitted": "auto-generated",
    }
    const { subject, text, html } = letter
    const mail = { from: from.address, to, subject, text, html, headers }
    let session: Session | undefined
    try {
      session = new SafeSession(server)
      await within(converse(session, mail), LETTER_MS, "time")
      return null
    } catch (error) {
      return problemOf(error)
    } finally {
      if (session) await hangUp(session)
    }
  }
}
