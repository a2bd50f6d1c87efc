import type { Place } from "../../../worker/domain/place.ts"
import { DAY, dayOf } from "../../../worker/domain/quarter.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { type CollectedQuarter, collectedQuarters, instantText } from "./calendar.ts"
import { type EstatePlan, planEstate } from "./estate-plan.ts"
import { closingTime } from "./filing-times.ts"
import { gridFigures } from "./grid-figures.ts"
import { closedDistricts } from "./open-states.ts"
import { type DemonstrationOrganisations, demonstrationOrganisations } from "./organisations.ts"
import { type ClosingRows, type EstateRows, type FrameRows, noEstateRows } from "./rows.ts"
import { siteFinder } from "./sites.ts"
import { submissionCourse } from "./submission-course.ts"
import { addSubmission } from "./submission-rows.ts"
import { estateValues } from "./values/estate-values.ts"
import type { TypedValues } from "./values/quarter-facts.ts"

/** Seed of the demonstration that everybody sees. */
const demonstrationSeed = 2026

export interface DemonstrationOptions {
  places: readonly Place[]
  edition: Edition
  /** The moment of seeding, in milliseconds. */
  now: number
  estates: number
  /** How many quarters, the open one among them; eight when nothing is said. */
  quarters?: number
  seed?: number
}

/** The demonstration: rows that stand once, rows by estate, and the closings that come last. */
export interface Demonstration {
  quarters: CollectedQuarter[]
  organisations: DemonstrationOrganisations
  frame: FrameRows
  /** Rows of the estates from one index to before another; any slice can be made apart. */
  estateRows(from: number, to: number): EstateRows
  plan(index: number): EstatePlan
  closings(): ClosingRows
}

/**
 * Plans fictional estates, companies, authorities and their quarters, all by one seed: the same seed, moment,
 * edition and numbers of estates and quarters give the same rows. Written for the keys of the edition cd-wwsg-2023.
 */
export function demonstration(options: DemonstrationOptions): Demonstration {
  const { places, edition, now, estates, seed = demonstrationSeed } = options
  const today = dayOf(now)
  const planned = collectedQuarters(now, today)
  const quarters = collectedQuarters(now, today, options.quarters)
  const firstPlanned = planned.length - quarters.length
  const opens = quarters[0]?.opensAt ?? now
  const siteOf = siteFinder(places)
  const sites = Array.from({ length: estates }, (_, index) => siteOf(index))
  const founded = instantText(opens - 150 * DAY)
  const organisations = demonstrationOrganisations(estates, sites, places, founded)
  const specs = editionKeys(edition)
  const createdAt = instantText(opens - 120 * DAY)
  const plan = (index: number) =>
    planEstate(seed, index, siteOf(index), planned, organisations.companies.length)
  const editionId = `${edition.code}@${edition.version}`
  return {
    quarters,
    organisations,
    plan,
    frame: {
      organisations: organisations.organisations,
      users: organisations.users,
      credentials: organisations.credentials,
      members: organisations.members,
      quarters: quarters.map(({ quarter, deadlineDay, opensAt }) => ({
        quarter,
        editionId,
        deadlineDay,
        openedAt: instantText(opensAt),
      })),
    },
    estateRows: (from, to) => {
      const rows = noEstateRows()
      for (let index = from; index < Math.min(to, estates); index++) {
        const estate = plan(index)
        const first = estateValues(seed, estate, Math.max(0, firstPlanned), quarters[0]?.quarter ?? "", null)
        addEstate(rows, estate, createdAt, organisations, Number(first.get("microgrids_total")))
        let before: TypedValues | null = null
        quarters.forEach((quarter, step) => {
          const at = Math.max(0, firstPlanned + step)
          const values = estateValues(seed, estate, at, quarter.quarter, before)
          const course = submissionCourse(seed, estate, quarter)
          const scene = { plan: estate, at, quarter, course, values, before, edition, specs, organisations }
          addSubmission(rows, scene)
          before = values
        })
      }
      return rows
    },
    closings: () => closingRows(quarters, new Set(sites.map((site) => site.district)), organisations),
  }
}

function addEstate(
  rows: EstateRows,
  plan: EstatePlan,
  createdAt: string,
  organisations: DemonstrationOrganisations,
  microGrids: number,
): void {
  const { id, slug, name, builtYear } = plan
  rows.estates.push({
    id,
    slug,
    name,
    placeCode: plan.community,
    districtCode: plan.district,
    streetCode: plan.street,
    origin: "demonstration",
    builtYear,
    ...gridFigures(plan.index, plan.households, microGrids),
    createdAt,
  })
  plan.tenures.forEach(({ company, fromDate, toDate }, at) => {
    const organisationId = organisations.companies[company]?.id ?? ""
    rows.tenures.push({ id: `${id}-tenure-${at + 1}`, estateId: id, organisationId, fromDate, toDate })
  })
}

/** Every district has closed the ended quarters; a few have closed the open one. */
function closingRows(
  quarters: readonly CollectedQuarter[],
  districts: ReadonlySet<string>,
  organisations: DemonstrationOrganisations,
): ClosingRows {
  const rows: ClosingRows = { closings: [], auditEvents: [] }
  for (const quarter of quarters)
    for (const placeCode of [...districts].sort()) {
      if (quarter.open && !closedDistricts.includes(placeCode)) continue
      const member = organisations.authorityMember(placeCode, "approver")
      const at = instantText(closingTime(quarter))
      rows.closings.push({ quarter: quarter.quarter, placeCode, closedAt: at, memberId: member.id })
      rows.auditEvents.push({
        id: `${quarter.quarter}-${placeCode}-close`,
        at,
        actorKind: "member",
        actorUserId: member.userId,
        organisationId: member.organisationId,
        action: "quarter.close",
        entity: "quarter",
        entityId: quarter.quarter,
        detail: JSON.stringify({ placeCode }),
        before: JSON.stringify({ closedAt: null }),
        after: JSON.stringify({ closedAt: at }),
      })
    }
  return rows
}
