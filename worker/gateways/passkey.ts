import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server"
import {
  type AnsweredChallenge,
  type ChallengeFor,
  challengeMinutes,
  type PasskeySite,
} from "../domain/identity/passkey.ts"
import { sha256 } from "../domain/scoring/sha256.ts"
import { challenges } from "./challenge.ts"

/** The package is large and few requests need it: it is loaded when one does. */
const webauthn = () => import("@simplewebauthn/server")

/** How the browser reaches a passkey again. */
export interface KnownPasskey {
  credentialId: string
  transports: readonly string[]
}

/** A passkey as it is stored. */
export interface NewPasskey extends KnownPasskey {
  publicKey: string
  counter: number
  backupEligible: boolean
  backedUp: boolean
}

/** What an answer shows that was right. */
export interface ShownPasskey {
  counter: number
  backedUp: boolean
  /** By fingerprint, face or PIN; otherwise somebody was only there. */
  userVerified: boolean
}

/** Passkeys (WebAuthn) of a cell. Answers of browsers are `unknown`: whatever is wrong with one, it gives null. */
export interface Passkeys {
  creation(
    site: PasskeySite & { name: string },
    user: { id: string; email: string; name: string; has: readonly KnownPasskey[] },
    challenge: ChallengeFor & { now: Date },
  ): Promise<PublicKeyCredentialCreationOptionsJSON>
  /** Without `has` the browser offers every passkey that it keeps for the host, and the person has to be verified. */
  request(
    site: PasskeySite,
    challenge: ChallengeFor & { now: Date },
    has?: readonly KnownPasskey[],
  ): Promise<PublicKeyCredentialRequestOptionsJSON>
  readNew(
    site: PasskeySite,
    challenge: ChallengeFor & { now: Date },
    answer: unknown,
  ): Promise<{ passkey: NewPasskey; challenge: AnsweredChallenge } | null>
  readUse(
    site: PasskeySite,
    challenge: ChallengeFor & { now: Date },
    used: { answer: unknown; passkey: KnownPasskey & { publicKey: string; userId: string } },
  ): Promise<{ shown: ShownPasskey; challenge: AnsweredChallenge } | null>
}

function toText(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** The handle under which authenticators keep a person: it says nothing about whom. */
const handleOf = (userId: string) => new TextEncoder().encode(sha256(`passkey\n${userId}`).slice(0, 32))

const timeout = challengeMinutes * 60_000
const known = (has: readonly KnownPasskey[]) =>
  has.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] }))

/** Whether the person's handle that an authenticator sent along, if it did, is the owner's. */
function ownHandle(sent: string | undefined, userId: string): boolean {
  if (sent === undefined || sent === null || sent === "") return true
  const own = toText(handleOf(userId)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
  return sent === own
}

/** Opens the passkeys of the cell with this secret; challenges of another cell are none here. */
export function passkeys(secret: string): Passkeys {
  const { make, read } = challenges(secret)
  return {
    async creation({ host, name }, user, { now, ...of }) {
      const { generateRegistrationOptions } = await webauthn()
      return generateRegistrationOptions({
        rpName: name,
        rpID: host,
        userName: user.email,
        userDisplayName: user.name,
        userID: handleOf(user.id),
        challenge: toBytes(await make(of, now)),
        timeout,
        attestationType: "none",
        excludeCredentials: known(user.has),
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
      })
    },
    async request({ host }, { now, ...of }, has) {
      const { generateAuthenticationOptions } = await webauthn()
      return generateAuthenticationOptions({
        rpID: host,
        challenge: toBytes(await make(of, now)),
        timeout,
        allowCredentials: has && known(has),
        userVerification: has ? "preferred" : "required",
      })
    },
    async readNew({ host, origin }, { now, ...of }, answer) {
      const { verifyRegistrationResponse } = await webauthn()
      let challenge: AnsweredChallenge | null = null
      try {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: answer as RegistrationResponseJSON,
          expectedChallenge: async (sent) => {
            challenge = await read(of, sent, now)
            return challenge !== null
          },
          expectedOrigin: origin,
          expectedRPID: host,
          requireUserVerification: false,
        })
        if (!verified || challenge === null) return null
        const { credential, credentialDeviceType, credentialBackedUp } = registrationInfo
        const passkey = {
          credentialId: credential.id,
          publicKey: toText(credential.publicKey),
          counter: credential.counter,
          transports: credential.transports ?? [],
          backupEligible: credentialDeviceType === "multiDevice",
          backedUp: credentialBackedUp,
        }
        return { passkey, challenge }
      } catch {
        return null
      }
    },
    async readUse({ host, origin }, { now, ...of }, { answer, passkey }) {
      const { verifyAuthenticationResponse } = await webauthn()
      const response = answer as AuthenticationResponseJSON
      let challenge: AnsweredChallenge | null = null
      try {
        if (!ownHandle(response.response.userHandle, passkey.userId)) return null
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response,
          expectedChallenge: async (sent) => {
            challenge = await read(of, sent, now)
            return challenge !== null
          },
          expectedOrigin: origin,
          expectedRPID: host,
          // The counter is looked at by the domain, which tells the owner of a copy.
          credential: { id: passkey.credentialId, publicKey: toBytes(passkey.publicKey), counter: 0 },
          requireUserVerification: of.purpose === "sign-in",
        })
        if (!verified || challenge === null) return null
        const { newCounter: counter, credentialBackedUp: backedUp, userVerified } = authenticationInfo
        return { shown: { counter, backedUp, userVerified }, challenge }
      } catch {
        return null
      }
    },
  }
}
