import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"

/** A letter as it arrived over SMTP. */
export interface ReceivedLetter {
  /** Counted from 1. */
  number: number
  at: Date
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  messageId: string
  headers: ReadonlyMap<string, unknown>
}

/** A real mail server on this machine that keeps what it receives in memory and hands nothing on. */
export interface Mailbox {
  /** What the Worker's SMTP_URL is. */
  smtpUrl: string
  /** Everything received so far, the oldest first. */
  letters: readonly ReceivedLetter[]
  /** From now on every recipient is refused with this SMTP code; null takes letters again. */
  refuse(code: number | null): void
  /** Stops listening, and listens again on the same port. */
  pause(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

const host = "127.0.0.1"
const mostLetters = 500

/** Starts a mailbox on a free port. */
export async function startMailbox(): Promise<Mailbox> {
  const letters: ReceivedLetter[] = []
  let refused: number | null = null
  let count = 0
  const open = (port: number) =>
    new Promise<SMTPServer>((ready, fail) => {
      const server = new SMTPServer({
        authOptional: true,
        disabledCommands: ["AUTH", "STARTTLS"],
        logger: false,
        onRcptTo: (_, __, done) => {
          if (refused === null) return done()
          done(Object.assign(new Error("refused"), { responseCode: refused }))
        },
        onData(stream, session, done) {
          // It takes a while to load, which a start without letters is spared.
          const parsing = import("mailparser").then(({ simpleParser }) => simpleParser(stream))
          parsing.then((mail) => {
            const { subject = "", text = "", html, messageId = "", headers, from } = mail
            const to = session.envelope.rcptTo.map(({ address }) => address)
            const plain = { subject, text, html: html || "", messageId, headers }
            letters.push({ number: ++count, at: new Date(), from: from?.text ?? "", to, ...plain })
            if (letters.length > mostLetters) letters.shift()
            done()
          }, done)
        },
      })
      server.once("error", fail)
      server.listen(port, host, () => {
        server.off("error", fail)
        // A client that goes away in the middle is no error of ours.
        server.on("error", () => {})
        ready(server)
      })
    })
  let server = await open(0)
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  return {
    smtpUrl: `smtp://${host}:${port}`,
    letters,
    refuse: (code) => {
      refused = code
    },
    pause: close,
    resume: async () => {
      server = await open(port)
    },
    close,
  }
}
