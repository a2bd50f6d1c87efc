import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto"

/** What the tests choose of an authenticator's answer; the rest is as a phone would have it. */
export interface Answering {
  origin?: string
  /** Another host than that of the options. */
  host?: string
  counter?: number
  /** Somebody was there, and was verified by fingerprint, face or PIN. */
  present?: boolean
  verified?: boolean
  /** Copied to other devices. */
  synced?: boolean
  challenge?: string
  userHandle?: string
}

type Options = { challenge: string; rp?: { id: string }; rpId?: string; user?: { id: string } }

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url")
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest()

/** A byte string, a text or a map of CBOR (RFC 8949), as far as an attestation needs it. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}
const bytesOf = (bytes: Uint8Array) => Buffer.concat([head(2, bytes.length), bytes])
const textOf = (text: string) => Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)])

function coseKey(x: string, y: string): Buffer {
  const coordinate = (text: string) => bytesOf(Buffer.from(text, "base64url"))
  // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const start = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21])
  return Buffer.concat([start, coordinate(x), Buffer.from([0x22]), coordinate(y)])
}

function flagsOf({ present = true, verified = true, synced = false }: Answering, made: boolean): number {
  return (present ? 0x01 : 0) | (verified ? 0x04 : 0) | (synced ? 0x18 : 0) | (made ? 0x40 : 0)
}

/** A security key in software: one passkey, with a real key pair, that answers as it is told. */
export class Authenticator {
  readonly id = randomBytes(32)
  readonly origin: string
  counter = 0
  handle = ""
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" })

  constructor(origin: string) {
    this.origin = origin
  }

  #client(type: string, options: Options, answering: Answering): Buffer {
    const { origin = this.origin, challenge = options.challenge } = answering
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #data(options: Options, answering: Answering, made: boolean): Buffer {
    const host = answering.host ?? options.rp?.id ?? options.rpId ?? ""
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(answering.counter ?? this.counter)
    const start = Buffer.concat([sha256(host), Buffer.from([flagsOf(answering, made)]), counted])
    if (!made) return start
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" })
    return Buffer.concat([start, Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, coseKey(x, y)])
  }

  /** The answer to options for a new passkey, as the island puts it into the form. */
  create(options: Options, answering: Answering = {}): string {
    this.handle = options.user?.id ?? ""
    const data = this.#data(options, answering, true)
    const attestation = Buffer.concat([
      head(5, 3),
      ...[textOf("fmt"), textOf("none"), textOf("attStmt"), head(5, 0), textOf("authData"), bytesOf(data)],
    ])
    const client = this.#client("webauthn.create", options, answering)
    return this.#answer({
      attestationObject: base64url(attestation),
      clientDataJSON: base64url(client),
      transports: ["usb"],
    })
  }

  /** The answer to options for using it. */
  get(options: Options, answering: Answering = {}): string {
    const data = this.#data(options, answering, false)
    const client = this.#client("webauthn.get", options, answering)
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), this.#keys.privateKey)
    return this.#answer({
      authenticatorData: base64url(data),
      clientDataJSON: base64url(client),
      signature: base64url(signature),
      userHandle: answering.userHandle ?? this.handle,
    })
  }

  #answer(response: Record<string, unknown>): string {
    const id = base64url(this.id)
    return JSON.stringify({ id, rawId: id, type: "public-key", response, clientExtensionResults: {} })
  }
}
