import type { GroupFigures } from "../../domain/release/directory.ts"
import type { Rows } from "../../domain/release/rows-file.ts"
import type { PastPeriod } from "../../domain/release/series.ts"
import type { Manifest, PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { ProgrammeRules } from "../../domain/selection/rules.ts"
import type { FiguresDeps } from "../../usecases/nomination/read-figures.ts"
import type { PublicState } from "../../usecases/public/public-state.ts"
import type { Files, SecondFiles } from "../../usecases/public/release-files.ts"

export type {
  PressEstate,
  PublicAward,
  PublicCourse,
  PublicProgramme,
  PublicState,
  PublicTenure,
} from "../../usecases/public/public-state.ts"

/**
 * What the public pages read: published rows only. `state` should cost no database round trip when nothing has
 * changed; releases are immutable, so what `list` and `scorecards` answer may be kept by manifest hash.
 */
export interface PublicReader {
  state(): Promise<PublicState>
  /** The version that `state` would answer with now, without asking anybody; null when it would look again. */
  freshVersion(): string | null
  /** All rows of a release, in the order of the slugs. */
  list(release: Files): Promise<Rows>
  /** Scorecards by slug; a slug that the release does not hold is absent. */
  scorecards(release: Files, slugs: string[]): Promise<Map<string, Scorecard>>
  /** An estate through these releases, the newest period first; empty when none of them holds it. */
  past(releases: readonly PublishedRelease[], slug: string): Promise<PastPeriod[]>
  edition(editionId: string): Promise<Edition>
  /** A version of a programme's rules; null when there is no such version. */
  programmeRules(slug: string, version: number): Promise<ProgrammeRules | null>
}

/** What open data needs besides. */
export interface OpenDataReader extends PublicReader, Pick<FiguresDeps, "figureCards" | "told"> {
  /** The document of an edition as stored: canonical JSON, whose SHA-256 the manifests name. */
  editionDocument(editionId: string): Promise<string>
  /** All scorecards in the order of the slugs as canonical JSON, at most 100 at a time. */
  pages(release: Files): AsyncGenerator<string[], void, undefined>
  /** The same, parsed. */
  cards(release: Files): AsyncGenerator<Scorecard[], void, undefined>
  /** The same of some chunks of a release of format 2. */
  chunks(release: SecondFiles, from: number, to: number): AsyncGenerator<Scorecard[], void, undefined>
  /** Figures of the groups that estates are compared in; none in a release of format 1. */
  groups(release: Files): Promise<GroupFigures[]>
  /** The file of a public archive of a programme, piece by piece. */
  programmeArchive(slug: string, hash: string): AsyncGenerator<string, void, undefined>
  /** The manifest of any release that was final, published still or not. */
  manifest(period: string, hash: string): Promise<Manifest>
}
