import type { MemberActor } from "../domain/actor.ts"
import type { UseCaseContext } from "../usecases/context.ts"
import type { StartRelease } from "../usecases/release/start-release.ts"
import type { OpenDataReader } from "./public/reader.ts"

/** What a request needs from outside, made for it once by the composition root (worker/services.ts). */
export interface Services {
  /** City code of the cell that the request's host picked. */
  cell: string
  now(): Date
  newId(): string
  /** The member behind a session token; one round trip. */
  findActor(token: string): Promise<MemberActor | null>
  contextFor(actor: MemberActor): UseCaseContext<MemberActor>
  sessions: {
    cookieName: string
    secret: string
    /** Answers with the session's cookie, or with a status of 400 or more. */
    signIn(email: string, password: string, headers: Headers): Promise<Response>
    /** Ends the session of a token; one round trip. */
    end(token: string): Promise<void>
    /** An endpoint of better-auth on the allow-list, which names method and path of each. */
    handle(request: Request): Promise<Response>
    allowed: readonly string[]
  }
  publicReader: OpenDataReader
  startRelease: StartRelease
}

export type OpenServices = (request: Request, bindings: object) => Services
