import { levelOf } from "../place.ts"
import type { ConflictGraph, GraphCandidate, GraphOrganisation } from "./conflict-graph.ts"
import type { Conflict, ConflictKind, ConflictStep } from "./conflicts.ts"

/** One key of a conflict, as it is unique on record. */
export function conflictKey({
  judgeId,
  nominationId,
  kind,
}: Pick<Conflict, "judgeId" | "nominationId"> & { kind: string }): string {
  return `${judgeId} ${nominationId} ${kind}`
}

/** The key of a pair, as a distribution to judges is given it. */
export function pairKey({ judgeId, nominationId }: { judgeId: string; nominationId: string }): string {
  return `${judgeId} ${nominationId}`
}

/** How an organisation is tied to a candidate: the steps after the organisation, and whether it is so now. */
interface Tie {
  now: boolean
  steps: ConflictStep[]
}

/** How a judge is tied to an organisation. */
interface Link {
  organisation: GraphOrganisation
  by: "member" | "former_member" | "declared"
}

/** The day so many years before another one; a day that the year does not have compares right all the same. */
function yearsBefore(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`
}

/** Whether an estate stands in a place: of community, street, county, functional zone or city. */
export function standsIn(
  { placeCode, streetCode, districtCode }: Pick<GraphCandidate, "placeCode" | "streetCode" | "districtCode">,
  code: string,
): boolean {
  const prefix = levelOf(code) === "city" ? code.slice(0, 4) : code
  return placeCode.startsWith(prefix) || streetCode === code || districtCode === code
}

/**
 * Whether an authority's place governs an estate. A zone's estates are the zone's, not the county's. The city's authority
 * governs every candidate alike, so that this is no conflict by itself.
 */
function governs(code: string, candidate: GraphCandidate): boolean {
  const level = levelOf(code)
  if (level === "city") return false
  return level === "district" ? candidate.districtCode === code : standsIn(candidate, code)
}

const placeKinds = {
  community: "community",
  street: "street",
  district: "district",
  city: "district",
} as const

const estateStep = (candidate: GraphCandidate, by: ConflictStep["by"]): ConflictStep => ({
  kind: "estate",
  ref: candidate.estateId,
  name: candidate.estateName,
  by,
})

/** Finds conflicts of one graph; `asOf` is a day in Asia/Shanghai. */
class Finder {
  private readonly since: string
  private readonly tenuresOf = new Map<string, { organisationId: string; toDay: string | null }[]>()
  private readonly graph: ConflictGraph
  private readonly asOf: string

  constructor(graph: ConflictGraph, asOf: string) {
    this.graph = graph
    this.asOf = asOf
    this.since = yearsBefore(asOf, graph.conflictYears)
    for (const { estateId, organisation, toDay } of graph.tenures) {
      const list = this.tenuresOf.get(estateId) ?? []
      list.push({ organisationId: organisation.id, toDay })
      this.tenuresOf.set(estateId, list)
    }
  }

  /** What has ended longer ago than the rules say counts no more. */
  private when(toDay: string | null): "now" | "former" | null {
    if (toDay === null || toDay >= this.asOf) return "now"
    return toDay >= this.since ? "former" : null
  }

  /** The organisations of a judge, each by its closest link. */
  linksOf(judgeId: string): Link[] {
    const found = new Map<string, Link>()
    const order = ["member", "former_member", "declared"]
    const note = (link: Link) => {
      const key = `${link.by === "declared" ? "declared" : "member"} ${link.organisation.id}`
      const known = found.get(key)
      if (!known || order.indexOf(link.by) < order.indexOf(known.by)) found.set(key, link)
    }
    for (const { judgeId: of, organisation, toDay } of this.graph.memberships) {
      if (of !== judgeId) continue
      const when = this.memberSince(toDay)
      if (when) note({ organisation, by: when === "now" ? "member" : "former_member" })
    }
    for (const one of this.graph.interests)
      if (one.judgeId === judgeId && one.kind === "organisation")
        note({ organisation: one.organisation, by: "declared" })
    return [...found.values()].sort((a, b) => (a.organisation.id < b.organisation.id ? -1 : 1))
  }

  /** A membership that ended today is a former one already; a tenure lasts to the end of its last day. */
  private memberSince(toDay: string | null): "now" | "former" | null {
    if (toDay === null) return "now"
    return toDay >= this.since ? "former" : null
  }

  /** Manages it now, or has managed it within the years; null when neither. */
  private tenure(organisationId: string, candidate: GraphCandidate): "now" | "former" | null {
    const whens = (this.tenuresOf.get(candidate.estateId) ?? [])
      .filter((one) => one.organisationId === organisationId)
      .map(({ toDay }) => this.when(toDay))
    return whens.includes("now") ? "now" : whens.includes("former") ? "former" : null
  }

  /** How an organisation is tied to a candidate, the closest tie first. */
  tiesOf(organisation: GraphOrganisation, candidate: GraphCandidate): Tie[] {
    const ties: Tie[] = []
    const when = this.tenure(organisation.id, candidate)
    if (when === "now") ties.push({ now: true, steps: [estateStep(candidate, "manages")] })
    if (organisation.id === candidate.nominator.id)
      ties.push({ now: true, steps: [estateStep(candidate, "nominates")] })
    const { placeCode } = organisation
    if (organisation.kind === "authority" && placeCode !== null && governs(placeCode, candidate))
      ties.push({
        now: true,
        steps: [this.placeStep(placeCode, "governs"), ...this.downTo(placeCode, candidate)],
      })
    if (when === "former") ties.push({ now: false, steps: [estateStep(candidate, "managed")] })
    return ties
  }

  /** A place as a step; `by` says how it is tied to the step before. */
  placeStep(code: string, by: ConflictStep["by"], name = ""): ConflictStep {
    return {
      kind: placeKinds[levelOf(code)],
      ref: code,
      name: name || (this.graph.places.get(code) ?? code),
      by,
    }
  }

  /** The way from a place down to an estate in it: street, community, estate. */
  downTo(code: string, candidate: GraphCandidate): ConflictStep[] {
    const { streetCode, placeCode } = candidate
    const between: string[] = []
    if (streetCode !== null && streetCode !== code && !code.startsWith(streetCode)) between.push(streetCode)
    if (placeCode !== code && placeCode !== streetCode && levelOf(placeCode) === "community")
      between.push(placeCode)
    return [...between.map((one) => this.placeStep(one, "stands_in")), estateStep(candidate, "stands_in")]
  }

  /** What a judge said itself about the candidate or about a place that it stands in. */
  declaredSteps(judgeId: string, candidate: GraphCandidate): ConflictStep[] | null {
    for (const one of this.graph.interests) {
      if (one.judgeId !== judgeId || one.kind === "organisation") continue
      if (one.kind === "estate" && one.ref === candidate.estateId) return [estateStep(candidate, "declared")]
      if (one.kind === "place" && standsIn(candidate, one.ref))
        return [this.placeStep(one.ref, "declared", one.name), ...this.downTo(one.ref, candidate)]
    }
    return null
  }

  /** Candidates by category that companies of the links manage or nominate themselves, with the way to them. */
  rivalsOf(links: readonly Link[]): Map<string, { nominationId: string; steps: ConflictStep[] }[]> {
    const found = new Map<string, { nominationId: string; steps: ConflictStep[] }[]>()
    const companies = links.filter(
      ({ organisation, by }) => organisation.kind === "company" && by !== "declared",
    )
    if (companies.length === 0) return found
    for (const candidate of this.graph.candidates) {
      for (const link of companies) {
        const tie = this.tiesOf(link.organisation, candidate).find(({ now }) => now)
        if (!tie) continue
        const list = found.get(candidate.category) ?? []
        list.push({ nominationId: candidate.nominationId, steps: [linkStep(link), ...tie.steps] })
        found.set(candidate.category, list)
        break
      }
    }
    return found
  }
}

/** The person itself is named by the page, not on record. */
const self = (judgeId: string): ConflictStep => ({ kind: "judge", ref: judgeId, name: "", by: "self" })

const linkStep = ({ organisation, by }: Link): ConflictStep => ({
  kind: "organisation",
  ref: organisation.id,
  name: organisation.name,
  by,
})

const byId =
  <K extends string>(key: K) =>
  (a: Record<K, string>, b: Record<K, string>) =>
    a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0

function conflictsOf(finder: Finder, judgeId: string, graph: ConflictGraph): Conflict[] {
  const found: Conflict[] = []
  const links = finder.linksOf(judgeId)
  const rivals = finder.rivalsOf(links)
  const asked = graph.candidates.filter((candidate) => candidate.asked).sort(byId("nominationId"))
  for (const candidate of asked) {
    const { nominationId } = candidate
    const paths = new Map<ConflictKind, ConflictStep[]>()
    const note = (kind: ConflictKind, steps: ConflictStep[]) => {
      if (!paths.has(kind)) paths.set(kind, [self(judgeId), ...steps])
    }
    const declared = finder.declaredSteps(judgeId, candidate)
    if (declared) note("declared", declared)
    for (const link of links)
      for (const tie of finder.tiesOf(link.organisation, candidate)) {
        const close = link.by === "member" && tie.now
        note(link.by === "declared" ? "declared" : close ? "member" : "former", [
          linkStep(link),
          ...tie.steps,
        ])
      }
    const rival = rivals.get(candidate.category)?.find((one) => one.nominationId !== nominationId)
    if (rival) note("rival", rival.steps)
    for (const [kind, path] of paths) found.push({ judgeId, nominationId, kind, path })
  }
  return found
}

/**
 * Why judges may not score candidates: works or worked for who manages, managed, nominates or governs it, declared an
 * interest, or has a company with a candidate of its own in the category. `asOf` is a day in Asia/Shanghai; what ended
 * within the graph's `conflictYears` before it still counts. One conflict for each judge, candidate and kind, with the
 * closest way through the graph.
 */
export function findConflicts(graph: ConflictGraph, { asOf }: { asOf: string }): Conflict[] {
  const finder = new Finder(graph, asOf)
  return [...graph.judges].sort(byId("id")).flatMap(({ id }) => conflictsOf(finder, id, graph))
}

/** Those of `findConflicts` that are not on record yet. */
export function newConflicts(graph: ConflictGraph, when: { asOf: string }): Conflict[] {
  return findConflicts(graph, when).filter((one) => !graph.known.has(conflictKey(one)))
}
