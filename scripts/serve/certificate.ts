import { X509Certificate } from "node:crypto"
import { readFileSync, statSync } from "node:fs"
import { createSecureContext } from "node:tls"

interface Pair {
  cert: Buffer
  key: Buffer
}

/** The files of a certificate and its key, read again when they change. */
export interface Certificate {
  current(): Pair
  /** Until when the certificate is good. */
  until(): Date
  /** Looks every few seconds whether the files changed, and has the server take them. Answers how to end that. */
  watch(server: { setSecureContext(pair: Pair): void }): () => void
}

const LOOK_MS = 2_000

/** A certificate, or a key, that is none, or one that does not fit the other: a sentence. */
export class BadCertificate extends Error {}

function readPair(certificate: string, key: string): Pair & { until: Date } {
  let pair: Pair
  try {
    pair = { cert: readFileSync(certificate), key: readFileSync(key) }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    throw new BadCertificate(`${path} cannot be read (${code})`)
  }
  try {
    createSecureContext(pair)
    return { ...pair, until: new Date(new X509Certificate(pair.cert).validTo) }
  } catch (error) {
    throw new BadCertificate(
      `${certificate} and ${key} are no certificate with its key: ${(error as Error).message}`,
    )
  }
}

const mark = (file: string) => {
  const { mtimeMs, size, ino } = statSync(file)
  return `${mtimeMs} ${size} ${ino}`
}

/** Reads a certificate; throws BadCertificate. What a renewal leaves unreadable later is told by `trouble`, and the old one stays. */
export function openCertificate(
  certificate: string,
  key: string,
  trouble: (problem: string) => void,
): Certificate {
  let read = readPair(certificate, key)
  const marks = () => `${mark(certificate)} ${mark(key)}`
  let seen = marks()
  return {
    current: () => ({ cert: read.cert, key: read.key }),
    until: () => read.until,
    watch(server) {
      const look = () => {
        try {
          const now = marks()
          if (now === seen) return
          seen = now
          read = readPair(certificate, key)
          server.setSecureContext({ cert: read.cert, key: read.key })
        } catch (error) {
          trouble((error as Error).message)
        }
      }
      const timer = setInterval(look, LOOK_MS)
      return () => clearInterval(timer)
    },
  }
}
