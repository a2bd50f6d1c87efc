import type { KeyCheck } from "../data/key-check.ts"
import type { PresentedKey } from "../data/known-keys.ts"
import type { RequestMark } from "../data/scope.ts"
import type { MemberActor, Person, VisitorActor } from "../domain/actor.ts"
import type { ArchiveStore } from "../domain/leaving/archive.ts"
import type { ReadTableFile } from "../domain/registry/import-table.ts"
import type { Spell } from "../domain/registry/spelling.ts"
import type { WriteWorkbook } from "../domain/registry/table-text.ts"
import type { WriteBulletin } from "../domain/release/bulletin.ts"
import type { Digest } from "../domain/release/content.ts"
import type { ContentStore } from "../domain/release/content-store.ts"
import type { Spelling } from "../domain/search/search-index.ts"
import type { Expressions } from "../domain/selection/expression.ts"
import type { WriteBook } from "../domain/submission/book-sheet.ts"
import type { CalendarFile } from "../gateways/calendar-file.ts"
import type { CursorSeal } from "../gateways/cursor-seal.ts"
import type { Gzip } from "../gateways/gzip.ts"
import type { Passkeys } from "../gateways/passkey.ts"
import type { AwardDeps } from "../usecases/award/award-deps.ts"
import type { ObjectionDeps } from "../usecases/award/file-objection.ts"
import type { UseCaseContext } from "../usecases/context.ts"
import type { EvidenceDeps } from "../usecases/evidence/add-evidence.ts"
import type { StartExport } from "../usecases/export/export-run.ts"
import type { IdentityDeps } from "../usecases/identity/deps.ts"
import type { InvitationDeps } from "../usecases/invitation/invitation-deps.ts"
import type { MarkIdentity } from "../usecases/judge/verify-identity.ts"
import type { KeyDeps } from "../usecases/key/key-deps.ts"
import type { AttachmentDeps } from "../usecases/nomination/attachment-deps.ts"
import type { ArchivingDeps } from "../usecases/programme/archive-programme.ts"
import type { StartRelease } from "../usecases/release/start-release.ts"
import type { ReadinessProbes } from "../usecases/running/check-readiness.ts"
import type { SealReceipt } from "../usecases/submission/open-receipt.ts"
import type { OpenDataReader } from "./public/reader.ts"

/** What a request needs from outside, made for it once by the composition root (worker/services.ts). */
export interface Services {
  /** City code of the cell that the request's host picked. */
  cell: string
  /** Origin that links lead to, letters' too: made of a configured host, never of what a request says besides. */
  site: string
  /** What its city is called; null when the bindings do not say. */
  city: string | null
  now(): Date
  newId(): string
  /** The member behind a session token; one round trip. */
  findActor(token: string): Promise<MemberActor | null>
  /**
   * The key that a program presents, counted in its minute. One round trip, or none for one that is known: it is to be
   * asked then (`check`) with the first thing that is read through it, or by itself (settleKey).
   */
  findKey(text: string): Promise<PresentedKey | null>
  /** Asks alone what still has to be asked; one round trip. Throws what the check throws. */
  settleKey(check: KeyCheck): Promise<void>
  /**
   * `request` marks what the actor writes: id for the audit, fingerprint for idempotency. `check` rides in front of the
   * first thing that is read.
   */
  contextFor<A extends MemberActor | VisitorActor>(
    actor: A,
    request?: RequestMark,
    check?: KeyCheck | null,
  ): UseCaseContext<A>
  sessions: {
    cookieName: string
    /** Whether cookies go over https only: everywhere but on this machine itself. */
    secure: boolean
    /** Signs the cookies of this cell. */
    secret: string
  }
  /** Where preliminary releases lie; nobody is served its files. */
  preliminaryFiles: ContentStore
  keys: KeyDeps
  /** Seals the places in lists that programs page through. */
  cursors: CursorSeal
  /** The person behind a session token, with or without an organisation; one round trip. */
  findPerson(token: string): Promise<Person | null>
  /** What the links of invitations carry, made from their ids, and those of letters to who opens one. */
  invitations: Pick<InvitationDeps, "token" | "letterProof" | "joining">
  /** The keyed hash of an identity document, the same for the same document in the cell. */
  markIdentity: MarkIdentity
  /** The keyed hash of a receipt. */
  sealReceipt: SealReceipt
  qrCode(text: string): { side: number; path: string }
  calendarFile: CalendarFile
  /** Passwords, tokens and second factors. */
  identity: IdentityDeps
  /** Passkeys of the cell. */
  passkeys: Passkeys
  readiness: ReadinessProbes
  /** Value of Strict-Transport-Security; null for none. */
  hsts: string | null
  /** Where faults of safety are told; null where nobody said. */
  securityContact: string | null
  /** Whose word the visitor's address is: the header that is set in front of us. Null where nobody says it. */
  addressHeader: string | null
  /** Whether each request is to be logged. */
  logRequests: boolean
  /** Milliseconds that a request's body may give nothing. */
  bodyStallMs: number
  /** Whether a write of the request has been answered: what fails after it undoes nothing. */
  hasWritten(): boolean
  /** Round trips to the database that the request has made so far. */
  roundTrips(): number
  publicReader: OpenDataReader
  /** Pinyin of names, for their addresses and for searches. */
  spell: Spell
  /** Table files that people send and get. */
  tables: {
    read: ReadTableFile
    writeWorkbook: WriteWorkbook
    writeBook: WriteBook
    writeDocument: WriteBulletin
  }
  /** SHA-256 of what is fixed for good. */
  digest: Digest
  /** Packs the pages that are kept. */
  gzip: Gzip
  /** How names are spelt and simplified, for public search. */
  spelling: Spelling
  /** The language of eligibility rules. */
  expressions: Expressions
  /** What the way from a list to certificates needs. */
  awards: AwardDeps
  /** How objections are taken: receipts, sealed contacts, the calendar. */
  objections: ObjectionDeps
  startRelease: StartRelease
  startExport: StartExport
  /** What archiving a programme needs. */
  archiving: ArchivingDeps
  /** Archives of exports, to be sent. */
  archives: Pick<ArchiveStore, "open">
  /** Files that people attach: checked, and kept under random names. */
  attachments: AttachmentDeps
  /** Files that prove figures: checked, and kept beside them. */
  evidence: EvidenceDeps
}

/** Work that the answer does not wait for; it must not fail. */
export type Background = (work: Promise<unknown>) => void

/** Answers null for a host that no cell has. */
export type OpenServices = (request: Request, bindings: object, background: Background) => Services | null
