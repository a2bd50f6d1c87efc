import type { SystemActor } from "../domain/actor.ts"
import type { AttachmentFiles } from "../domain/selection/attachment.ts"
import type { RecheckDeps } from "../usecases/award/recheck-awards.ts"
import type { UseCaseContext } from "../usecases/context.ts"
import type { ExportDeps, StartExport } from "../usecases/export/export-run.ts"
import type { ClockPages } from "../usecases/mail/remind-deadlines.ts"
import type { SendMailDeps } from "../usecases/mail/send-mail.ts"
import type { PublishingDeps } from "../usecases/programme/publish-archives.ts"
import type { ReleaseDeps } from "../usecases/release/release-run.ts"
import type { StartRelease } from "../usecases/release/start-release.ts"

/** What a job needs from outside, made anew for each step: a database client belongs to one request. */
export interface SystemServices {
  context: UseCaseContext<SystemActor>
  release: ReleaseDeps
  startRelease: StartRelease
  exports: ExportDeps
  attachments: Pick<AttachmentFiles, "remove">
  recheck: RecheckDeps
  programmeArchives: PublishingDeps
  cronMark: { set(at: Date): Promise<void> }
  startExport: StartExport
  mail: {
    sending: SendMailDeps
    /** The whole address of the inbox, for letters that no request asked for. */
    inbox: string
    pages: ClockPages
    /** Tells the queue of stored letters; does nothing without a mail server, so that they wait for one. */
    tellQueue(mailIds: readonly string[]): Promise<void>
  }
}

/** Opens them for one cell; throws when the Worker has no such cell. */
export type OpenSystemServices = (bindings: object, cell: string) => SystemServices

/** What a release's Workflow instance is started with; its own id is the instance that holds the release. */
export interface ReleaseParams {
  cell: string
  releaseId: string
  instanceId: string
}

/** What an export's Workflow instance is started with; its own id is the instance that holds the export. */
export interface ExportParams {
  cell: string
  exportId: string
  instanceId: string
}
