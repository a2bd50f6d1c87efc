import type { ProgrammeArchive } from "./programme-archive.ts"
import type { PublicArchive, PublicJudge, PublicNomination } from "./public-archive.ts"

/** What both formats of an archive hold, and what is checked of it. */
export interface ProvableArchive
  extends Pick<PublicArchive, "programme" | "rules" | "conflicts" | "assignments" | "reviews"> {
  nominations: Omit<PublicNomination, "answersMark">[]
  judges: PublicJudge[]
  runs: Omit<PublicArchive["runs"][number], "reasonMark">[]
  shortlists: Omit<PublicArchive["shortlists"][number], "reasonMark">[]
  notices: (Omit<PublicArchive["notices"][number], "reasonMark" | "openedAt" | "closedAt"> & {
    /** Format 1 does not say when a notice was closed. */
    closedAt?: string | null
  })[]
  objections: Omit<PublicArchive["objections"][number], "reply">[]
  awards: Omit<PublicArchive["awards"][number], "reasonMark" | "category">[]
}

/** An archive of either format as it is checked. */
export function provable(archive: ProgrammeArchive | PublicArchive): ProvableArchive {
  if (archive.format === 2) return archive
  const { judges, ...others } = archive
  return {
    ...others,
    judges: judges.map(({ interests, ...judge }) => ({ ...judge, declared: interests !== null })),
  }
}
