import { levelOf } from "../domain/place.ts"
import { lastDay, shiftQuarter } from "../domain/quarter.ts"
import { managersIn } from "../domain/registry/tenures.ts"
import { companyOn } from "../domain/release/inputs.ts"
import { windowOf } from "../domain/submission/platform-values.ts"
import { toAskings } from "./askings.ts"
import {
  type Dossier,
  type DossierRows,
  type EarlierQuarter,
  quartersBefore,
  type ValueRow,
} from "./dossier.ts"
import type { Scope } from "./scope.ts"
import { stored } from "./stored.ts"
import { visible } from "./visible.ts"

/** The quarters that platform values look at, this one among them. */
const WINDOW = 4

function peersOf(row: DossierRows[15][number] | undefined): Dossier["peers"] {
  if (!row?.peers) return null
  return { period: row.period, editionId: row.editionId, figures: stored.peers(row.peers) }
}

function publishedOf(row: DossierRows[9][number] | undefined): Dossier["published"] {
  return row?.manifestHash ? { manifestHash: row.manifestHash, peers: peersOf(row) } : null
}

/** The rows of a batch by their estate, and those that all estates share. */
function partsOf(rows: DossierRows) {
  const [quarterRows, estateRows, submissionRows, parts, valueRows, findingRows] = rows
  const [
    ,
    ,
    ,
    ,
    ,
    ,
    closed,
    staffed,
    released,
    published,
    managed,
    corrections,
    told,
    asked,
    corrected,
    peers,
    returned,
  ] = rows
  const by = <T>(all: readonly T[], name: (row: T) => string | null) => {
    const groups = new Map<string | null, T[]>()
    for (const row of all) {
      const own = groups.get(name(row))
      if (own) own.push(row)
      else groups.set(name(row), [row])
    }
    return (key: string): T[] => groups.get(key) ?? []
  }
  const newest = new Map(told.map((row) => [row.quarter, row]))
  return {
    quarterRows,
    estateRows,
    peers: peersOf(peers[0]),
    released,
    published,
    publishedRelease: publishedOf(published[0]),
    /** Of several releases of a quarter the newest counts. */
    newest,
    submissions: by(submissionRows, (row) => row.estateId),
    parts: by(parts, (row) => row.submissionId),
    values: by(valueRows, (row) => row.submissionId),
    findings: by(findingRows, ({ finding }) => finding.submissionId),
    closed: by(closed, (row) => row.estateId),
    staffed: by(staffed, (row) => row.estateId),
    managed: by(managed, (row) => row.estateId),
    corrections: by(corrections, (row) => row.estateId),
    told: by(told, (row) => row.estateId),
    corrected: by(corrected, (row) => row.estateId),
    returns: by(returned, (row) => row.submissionId),
    asked: by(asked, ({ asking }) => asking.estateId),
  }
}

type Parts = ReturnType<typeof partsOf>

function releasedOf(row: DossierRows[14][number] | undefined, scored: boolean): EarlierQuarter["released"] {
  if (!row) return null
  if (!row.values) return scored ? "unkept" : null
  const values = stored.filedValues(row.values)
  const findings = stored.adjustedFindings(row.findings ?? "[]")
  return {
    values: values.map(([key, provider, value]) => ({ key, provider, value })),
    findings: findings.map(([key, level, checkedValue, reasonClass]) => ({
      ...{ key, level, checkedValue, reasonClass },
      decision: "adjusted",
    })),
  }
}

/** The quarters before with what was filed and released of them. */
function earlierOf(quarter: string, estateId: string, parts: Parts): EarlierQuarter[] {
  const [submissionRows, told] = [parts.submissions(estateId), parts.told(estateId)]
  return quartersBefore(quarter).map((before) => {
    const release = parts.newest.get(before)
    const own = told.find((row) => row.id === release?.id)
    return {
      quarter: before,
      submission: submissionRows.find((row) => row.quarter === before) ?? null,
      released: releasedOf(
        parts.corrected(estateId).find((row) => row.quarter === before),
        own?.outcome === "scored",
      ),
      release: release ? { scored: own?.outcome === "scored", public: release.state === "final" } : null,
    }
  })
}

const isOwn = ({ actor }: Pick<Scope, "actor">, organisationId: string | null) =>
  actor.kind === "member" && actor.organisation.id === organisationId

const isCompany = ({ actor }: Pick<Scope, "actor">) =>
  actor.kind === "member" && actor.organisation.kind === "company"

/** The request that waits, to the company that filed it. */
function ownRequest(scope: Scope, asked: string | null): Dossier["request"] {
  if (asked === null) return null
  const [id, filedAt, organisationId] = stored.waitingRequest(asked)
  return isOwn(scope, organisationId) ? { id, filedAt } : null
}

function dossierOf(
  scope: Scope,
  quarter: string,
  parts: Parts,
  found: DossierRows[1][number],
): Dossier | null {
  const quarterRow = parts.quarterRows.find((row) => row.quarter === quarter)
  if (!quarterRow || found.estate.origin === "press") return null
  const { id: estateId } = found.estate
  const submissionRows = parts.submissions(estateId)
  const ofAll = <T>(rows: (submissionId: string) => T[]) => submissionRows.flatMap(({ id }) => rows(id))
  const byId = new Map(submissionRows.map((row) => [row.id, row]))
  const earlier = earlierOf(quarter, estateId, parts)
  // What was released of a former company counts for checks; it is disclosed before anybody sees or is told anything.
  const open = new Set(
    earlier.flatMap(({ submission, release }) =>
      submission && release?.scored && release.public ? [submission.id] : [],
    ),
  )
  const seen = (row: Pick<ValueRow, "submissionId" | "provider" | "filing">) =>
    visible(scope, byId.get(row.submissionId), row) || open.has(row.submissionId)
  const placeNames = [found.district, found.street, found.finest.name]
  const managed = parts.managed(estateId)
  const authorities = parts
    .staffed(estateId)
    .flatMap(({ placeCode, id }) => (placeCode ? [{ level: levelOf(placeCode), id }] : []))
  const { released, published } = parts
  return {
    quarter: quarterRow,
    released: released.length + published.length > 0,
    correction: parts.corrections(estateId)[0] ?? null,
    releasing: released.some(({ state }) => state === "running"),
    closed: parts.closed(estateId).length > 0,
    estate: { ...found.estate, placeNames: [...new Set(placeNames.filter((name) => name !== null))] },
    managers: managersIn(managed, quarterRow.quarter),
    company: found.company && { id: found.company.id, name: found.company.name },
    due: {
      deadlineDay: quarterRow.deadlineDay,
      tenureRecordedAt: found.tenureRecordedAt,
      extendedDay: found.extension?.day ?? null,
    },
    request: ownRequest(scope, found.asked),
    extension: found.extension && { ...found.extension, organisation: found.grantor ?? "" },
    exemption: found.exemption && { ...found.exemption, organisation: found.exempter ?? "" },
    submission: submissionRows.find((row) => row.quarter === quarterRow.quarter) ?? null,
    earlier,
    parts: ofAll(parts.parts),
    values: ofAll(parts.values).filter(seen),
    findings: ofAll(parts.findings).flatMap(({ finding, organisationId, organisation, person }) => {
      if (!seen({ ...finding, provider: "company" })) return []
      return [{ ...finding, organisation, person: isOwn(scope, organisationId) ? person : null }]
    }),
    returns: ofAll(parts.returns).filter((row) => seen({ ...row, provider: "company" })),
    history: {
      window: windowOf(
        parts.quarterRows.map((row) => row.quarter).filter((one) => one > shiftQuarter(quarter, -WINDOW)),
        stored.verifiedQuarters(found.exempt),
      ),
      verifiedQuarters: earlier
        .filter(({ submission, release }) => submission?.state === "verified" || release?.scored)
        .map((one) => one.quarter),
      servedSince: companyOn(managed, lastDay(quarter))?.since ?? null,
    },
    staffed: [...new Set(authorities.map(({ level }) => level))],
    authorities,
    peers: parts.peers,
    published: parts.publishedRelease,
    askings: toAskings(parts.asked(estateId)).filter(
      ({ organisationId }) => !isCompany(scope) || isOwn(scope, organisationId),
    ),
  }
}

/** The dossiers of a batch's rows, by slug; none when the quarter is unknown, nor of estates outside the actor's scope. */
export function toDossiers(scope: Scope, quarter: string, rows: DossierRows): Dossier[] {
  const parts = partsOf(rows)
  return parts.estateRows.flatMap((found) => dossierOf(scope, quarter, parts, found) ?? [])
}

/** The dossier of a batch's rows; null when the estate is not in the actor's scope or the quarter is unknown. */
export function toDossier(scope: Scope, quarter: string, rows: DossierRows): Dossier | null {
  return toDossiers(scope, quarter, rows)[0] ?? null
}
