import { withFixed } from "../../../worker/domain/public-text.ts"
import { hasReached, phases } from "../../../worker/domain/selection/phases.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Stepper } from "../../ui/progress.tsx"
import { useText } from "../../ui/use-text.ts"
import { type ShownProgramme, titleIn } from "./public-list-page.tsx"
import { RulesView } from "./rules-view.tsx"

interface PublicProps {
  programme: ShownProgramme
  districts: readonly { code: string; name: string }[]
}

/** What stands above everything a programme shows in public: how far it is, whether it was stopped, what it is not. */
export function PublicHead({ programme, steps }: PublicProps & { steps?: { label: string }[] }) {
  const text = useText()
  const { public: words } = text.programmes
  const title = titleIn(text, programme.rules)
  const here = steps?.at(-1)?.label
  return (
    <>
      <PageHead
        steps={[
          { label: words.title, href: paths.programmes() },
          ...(here
            ? [{ label: title, href: paths.programme(programme.slug) }, { label: here }]
            : [{ label: title }]),
        ]}
        title={here ? `${title} · ${here}` : title}
      />
      {programme.stoppedAt && (
        <Notice kind="error" title={words.stoppedTitle(formatDay(text, programme.stoppedAt))}>
          <p>{withFixed(programme.stopReason ?? "", text.awards.public.fixed.reason)}</p>
        </Notice>
      )}
      <Notice>
        <p>{text.selection.disclaimer}</p>
        {programme.demonstration && <p>{words.demonstration}</p>}
      </Notice>
    </>
  )
}

function Links({ programme: { slug, phase, stoppedAt } }: PublicProps) {
  const text = useText()
  const words = text.programmes.public
  return (
    <div class="button-row programme-links">
      {phase === "open" && !stoppedAt && (
        <LinkButton href={paths.newNomination(slug)} look="primary">
          {words.nominate}
        </LinkButton>
      )}
      {hasReached(phase, "notice") && <LinkButton href={paths.notice(slug)}>{words.notice}</LinkButton>}
      {hasReached(phase, "decided") && (
        <LinkButton href={paths.awards({ programme: slug })}>{words.awards}</LinkButton>
      )}
    </div>
  )
}

function Versions({ programme }: PublicProps) {
  const text = useText()
  const { versions: words, public: shown } = text.programmes
  return (
    <section class="section" id="versions">
      <h2>{shown.versions}</h2>
      <ol class="programme-versions" reversed>
        {programme.versions.map(({ version, at, reason, hash }) => (
          <li>
            <a href={paths.programmeRules(programme.slug, version)}>{words.version(version)}</a>{" "}
            {text.site.aside(shown.versionLead(formatTime(at)))}
            {reason !== "" && (
              <p>{`${words.reason}${text.site.colon}${withFixed(reason, text.awards.public.fixed.reason)}`}</p>
            )}
            <p class="hint programme-hash">{`${words.hash}${text.site.colon}${hash}`}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Archives that were followed by a later one, each with its hash. */
function EarlierArchives({ slug, archives }: Pick<ShownProgramme, "slug" | "archives">) {
  const text = useText()
  const words = text.proof.public
  if (archives.length === 0) return null
  return (
    <details>
      <summary>{words.earlier}</summary>
      <p class="hint">{words.earlierLead}</p>
      <ol class="programme-versions">
        {archives.map(({ number, at, hash }) => (
          <li>
            <a href={paths.publicArchive(slug, number)}>{words.made(number, formatTime(at))}</a>
            <p class="hint programme-hash">{hash}</p>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** The archive that everybody may have, its hash, and how anybody verifies it. */
function Archive({ programme }: PublicProps) {
  const text = useText()
  const { slug, phase, archives, archivedAt, archiveHash } = programme
  const { proof, site } = text
  const newest = archives.at(-1)
  if (!newest && !hasReached(phase, "decided")) return null
  return (
    <section class="section stack" id="archive">
      <h2>{proof.public.title}</h2>
      {archivedAt !== null && <p>{proof.archive.archived(formatTime(archivedAt))}</p>}
      {newest ? (
        <>
          <p>{proof.public.lead}</p>
          <p>
            <LinkButton href={paths.publicArchive(slug)}>{proof.public.download}</LinkButton>{" "}
            {text.site.aside(proof.public.made(newest.number, formatTime(newest.at)))}
          </p>
          <p class="programme-hash">{`${proof.hash}${site.colon}${newest.hash}`}</p>
          <p>{proof.public.how}</p>
          <p class="programme-hash">
            <code>{proof.command(newest.hash)}</code>
          </p>
          <EarlierArchives slug={slug} archives={archives.slice(0, -1)} />
        </>
      ) : (
        <p>{archiveHash === null ? proof.public.soon : proof.public.kept}</p>
      )}
      {!newest && archiveHash !== null && (
        <p class="programme-hash">{`${proof.hash}${site.colon}${archiveHash}`}</p>
      )}
    </section>
  )
}

/** `/programmes/:programme`: everything that the public may know of a programme. */
export function PublicProgrammePage(props: PublicProps) {
  const text = useText()
  const { programme, districts } = props
  const title = titleIn(text, programme.rules)
  const { summary } = programme.rules
  return (
    <Page title={title} current="programmes" description={summary || title}>
      <PublicHead {...props} />
      <section class="section">
        <Stepper
          steps={phases.slice(1).map((phase) => text.selection.phases[phase])}
          current={phases.indexOf(programme.phase) - 1}
        />
        <Links {...props} />
      </section>
      <RulesView rules={programme.rules} districts={districts} />
      <Versions {...props} />
      <Archive {...props} />
    </Page>
  )
}

/** `/programmes/:programme/rules/:version`: one version of the rules, in force or not, with its hash. */
export function PublicRulesPage(
  props: PublicProps & { version: ShownProgramme["versions"][number]; versionRules: ShownProgramme["rules"] },
) {
  const text = useText()
  const { programme, districts, version, versionRules } = props
  const { versions: words, public: shown } = text.programmes
  const title = shown.versionTitle(version.version)
  return (
    <Page
      title={`${title} · ${titleIn(text, programme.rules)}`}
      current="programmes"
      description={text.descriptions.of(
        titleIn(text, programme.rules),
        `${title} ${shown.versionLead(formatTime(version.at))}`,
      )}
    >
      <PublicHead {...props} steps={[{ label: title }]} />
      {version.version !== programme.rulesVersion && (
        <Notice kind="warning">
          <p>{shown.oldVersion(programme.rulesVersion)}</p>
          <p>
            <a href={paths.programmeRules(programme.slug, programme.rulesVersion)}>{shown.toCurrent}</a>
          </p>
        </Notice>
      )}
      <p class="lead section">{shown.versionLead(formatTime(version.at))}</p>
      {version.reason !== "" && (
        <p>{`${words.reason}${text.site.colon}${withFixed(version.reason, text.awards.public.fixed.reason)}`}</p>
      )}
      <p class="hint programme-hash">{`${words.hash}${text.site.colon}${version.hash}`}</p>
      <RulesView rules={versionRules} districts={districts} />
    </Page>
  )
}

/** What is not there: said in a sentence, with the way to what is. */
export function MissingProgrammePage({ version }: { version: boolean }) {
  const text = useText()
  const words = text.programmes.public
  const title = version ? words.missingVersion : words.missingTitle
  return (
    <Page title={title} current="programmes" description={words.missingText}>
      <EmptyState level={1} title={title} explanation={words.missingText}>
        <LinkButton href={paths.programmes()} look="primary">
          {words.toList}
        </LinkButton>
      </EmptyState>
    </Page>
  )
}
