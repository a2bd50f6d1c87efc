import { paths } from "../../../web/paths.ts"
import type { Text } from "../../../web/text/text.ts"
import { csvCell } from "../../domain/csv.ts"
import { withFixed } from "../../domain/public-text.ts"
import { certificateState } from "../../domain/selection/award-certificate.ts"
import { pressAwards } from "../public/award-views.ts"
import type { PublicAward } from "../public/reader.ts"
import type { Answer, PageRequest } from "../public/serve.ts"
import { answer, csvAnswer } from "./answer.ts"

function headOf(text: Text, award: PublicAward, today: string) {
  const { document, hash, revokedAt, revokeReason } = award
  const { number, programme, category, estate, basis, shortlist, awardedOn, validFrom, validTo } = document
  return {
    kind: "award" as const,
    number,
    state: certificateState(award, today),
    programme,
    category,
    estate,
    basis,
    shortlist,
    awardedOn,
    validFrom,
    validTo,
    revokedAt,
    revokeReason: revokeReason && withFixed(revokeReason, text.awards.public.fixed.revokeReason),
    demonstration: document.demonstration,
    hash,
    links: { certificate: paths.certificate(number), notice: paths.notice(programme.slug) },
  }
}

/** `/api/v1/awards`: everybody awarded by programmes run here, and apart from them what newspapers reported. */
export function awardsJson({ state, text }: PageRequest, today: string): Answer {
  return answer({
    disclaimer: text.site.disclaimer,
    programmeDisclaimer: text.selection.disclaimer,
    awards: state.outcomes.awards.map((award) => headOf(text, award, today)),
    press: pressAwards(state, text.language).map((one) => ({ kind: "press", ...one })),
  })
}

const header = [
  "kind",
  "number",
  "state",
  "programme",
  "programme_title",
  "organiser",
  "approval",
  "category",
  "estate",
  "name",
  "place_names",
  "company",
  "basis_period",
  "basis_manifest",
  "shortlist",
  "place",
  "total",
  "awarded_on",
  "valid_from",
  "valid_to",
  "revoked_at",
  "revoke_reason",
  "source",
  "demonstration",
  "disclaimer",
]

/** `/awards.csv`: the same as rows; `kind` tells awards of programmes run here from those that the press reported. */
export function awardsCsv({ state, text }: PageRequest, today: string): Answer {
  const disclaimer = `${text.selection.disclaimer} ${text.site.disclaimer}`
  const rows = state.outcomes.awards.map((award) => {
    const one = headOf(text, award, today)
    const { programme, estate, basis, shortlist } = one
    return [
      one.kind,
      one.number,
      one.state,
      programme.slug,
      programme.title,
      programme.organiser,
      programme.approval,
      one.category,
      estate.slug,
      estate.name,
      estate.placeNames.join(" "),
      estate.company,
      basis.period,
      basis.manifestHash,
      shortlist.number,
      shortlist.place,
      shortlist.total,
      one.awardedOn,
      one.validFrom,
      one.validTo,
      one.revokedAt,
      one.revokeReason,
      null,
      one.demonstration ? "yes" : "no",
      disclaimer,
    ]
  })
  const press = pressAwards(state, text.language).map(
    ({ slug, name, placeNames, year, selected, source }) => {
      const given: Record<string, string | number> = {
        kind: "press",
        programme_title: selected,
        estate: slug,
        name,
        place_names: placeNames.join(" "),
        awarded_on: year,
        source,
        demonstration: "no",
      }
      return header.map((column) => given[column] ?? null)
    },
  )
  const lines = [header, ...rows, ...press].map((cells) => cells.map(csvCell).join(","))
  return csvAnswer(`\uFEFF${lines.join("\n")}\n`, "shige-awards.csv")
}
