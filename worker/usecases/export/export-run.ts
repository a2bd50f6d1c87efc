import type { ExportRow } from "../../data/exports.ts"
import type { Reads } from "../../data/reads.ts"
import type { MemberActor, SystemActor } from "../../domain/actor.ts"
import type { ArchiveEntry, ArchiveFile, ArchiveStore } from "../../domain/leaving/archive.ts"
import type { ContentStore } from "../../domain/release/content-store.ts"
import type { UseCaseContext } from "../context.ts"

/** What the files of an archive say in words. */
export interface ArchiveWords {
  /** Stands beside every score: 平台评价口径，非官方评分标准. */
  disclaimer: string
  /** README.txt: what each file and column is. */
  readme(archive: { organisation: string; createdAt: string; entries: readonly ArchiveEntry[] }): string
}

export interface ExportDeps {
  archive: ArchiveStore
  /** The public snapshots. */
  files: ContentStore
  words: ArchiveWords
  /** Opens the cell's data as an organisation sees it. */
  readAs(organisation: MemberActor): Reads
}

/** One runner at work on one export. */
export interface ExportRun {
  ctx: UseCaseContext<SystemActor>
  deps: ExportDeps
  row: ExportRow
  organisation: MemberActor
  /** Bound to what the organisation may see. */
  read: Reads
}

/** One page of a noun: its files, and where the next page begins; null when this was the last one. */
export interface ExportPage {
  files: ArchiveFile[]
  next: string | null
}

/** Sets a runner to work on an export; it may fail or be lost, the sweep starts what does not move. */
export type StartExport = (exportId: string, instanceId: string) => Promise<void>

export interface RequestedExport {
  exportId: string
  instanceId: string
}
