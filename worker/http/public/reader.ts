import type { ListRow, Manifest, PublishedRelease, Scorecard } from "../../domain/release/snapshot.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import type { PublicState } from "../../usecases/public/public-state.ts"

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
  /** All rows of a release, in the order of the slugs. */
  list(release: Pick<PublishedRelease, "period" | "manifest">): Promise<ListRow[]>
  /** Scorecards by slug; a slug that the release does not hold is absent. */
  scorecards(
    release: Pick<PublishedRelease, "period" | "manifest">,
    slugs: string[],
  ): Promise<Map<string, Scorecard>>
  edition(editionId: string): Promise<Edition>
  /** A version of a programme's rules as stored: canonical JSON. Null when there is no such version. */
  programmeRules(slug: string, version: number): Promise<string | null>
}

/** What open data needs besides. */
export interface OpenDataReader extends PublicReader {
  /** The document of an edition as stored: canonical JSON, whose SHA-256 the manifests name. */
  editionDocument(editionId: string): Promise<string>
  /** The manifest of any release that was final, published still or not. */
  manifest(period: string, hash: string): Promise<Manifest>
}
