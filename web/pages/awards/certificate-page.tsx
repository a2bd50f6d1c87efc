import { withFixed } from "../../../worker/domain/public-text.ts"
import type { CertificateState } from "../../../worker/domain/selection/award-certificate.ts"
import type { CertificateDocument } from "../../../worker/domain/selection/certificate.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DemoMark } from "../../ui/demo-mark.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"

export interface CertificateView {
  document: CertificateDocument
  hash: string
  state: CertificateState
  revokedAt: string | null
  revokeReason: string | null
}

function Verdict({ view }: { view: CertificateView }) {
  const text = useText()
  const words = text.awards.public.certificate
  const { state, document, revokedAt, revokeReason } = view
  if (state === "valid") return <Notice kind="success">{words.valid}</Notice>
  if (state === "expired")
    return <Notice kind="warning">{words.expired(formatDay(text, document.validTo))}</Notice>
  return (
    <Notice kind="error" title={words.revoked(formatDay(text, revokedAt ?? ""))}>
      <p>
        {words.reason}
        {text.site.colon}
        {withFixed(revokeReason ?? "", text.awards.public.fixed.revokeReason)}
      </p>
    </Notice>
  )
}

function Facts({ view }: { view: CertificateView }) {
  const text = useText()
  const words = text.awards.public.certificate
  const { document, hash } = view
  const { programme, estate, basis, shortlist } = document
  const rows: [string, string][] = [
    [words.number, document.number],
    [words.place, estate.placeNames.join(" ")],
    [words.company, estate.company ?? text.awards.shortlist.unknown],
    [words.category, document.category],
    [words.place_, String(shortlist.place)],
    [words.score, shortlist.total.toFixed(4) + text.site.aside(text.site.disclaimer)],
    [words.organiser, programme.organiser],
    [words.approval, programme.approval],
    [words.awardedOn, formatDay(text, document.awardedOn)],
    [
      words.valid_,
      text.awards.public.list.validOf(formatDay(text, document.validFrom), formatDay(text, document.validTo)),
    ],
    [words.basis, words.basisText(formatPeriod(text, basis.period)) + text.site.aside(basis.manifestHash)],
    [words.hash, hash],
  ]
  return (
    <section class="card stack">
      <dl class="fact-list award-hashes">
        <div>
          <dt>{words.estate}</dt>
          <dd>
            <a href={paths.estate(estate.slug)}>{estate.name}</a> {document.demonstration && <DemoMark />}
          </dd>
        </div>
        <div>
          <dt>{words.programme}</dt>
          <dd>
            <a href={paths.programme(programme.slug)}>
              {text.language === "en" && programme.titleEn ? programme.titleEn : programme.title}
            </a>
          </dd>
        </div>
        {rows.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <LinkButton href={paths.certificateSheet(document.number)}>{words.print}</LinkButton>
      </div>
    </section>
  )
}

/** Whose certificate of what it is, and whether it is valid. */
export function describeCertificate(text: Text, { document, state }: CertificateView): string {
  const { estate, programme } = document
  return text.descriptions.certificate(text.awards.states[state], estate.name, programme.title)
}

/** `/certificates/:number`: whether a certificate is valid. */
export function CertificatePage({ view }: { view: CertificateView }) {
  const text = useText()
  const words = text.awards.public.certificate
  return (
    <Page title={words.title} current="programmes" description={describeCertificate(text, view)}>
      <div class="stack">
        <h1>{words.heading(text.awards.states[view.state])}</h1>
        <Verdict view={view} />
        <Facts view={view} />
        <p class="hint">
          {text.selection.disclaimer} {words.notOfficial}
        </p>
      </div>
    </Page>
  )
}

/** The same page for every number that is none: nothing of it depends on what was asked. */
export function UnknownCertificatePage() {
  const text = useText()
  const words = text.awards.public.certificate
  return (
    <Page title={words.title} current="programmes" description={words.unknownText}>
      <EmptyState level={1} title={words.unknown} explanation={words.unknownText}>
        <LinkButton href={paths.awards()}>{text.awards.public.list.title}</LinkButton>
      </EmptyState>
    </Page>
  )
}
