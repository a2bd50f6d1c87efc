import { raw } from "hono/html"
import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

const LICENCE = "CC BY 4.0"

/** One version of a release, published still or corrected since. */
export interface ReleaseLine {
  period: string
  number: number
  publishedAt: string
  manifestHash: string
  /** Estates that it corrects; null where only its file says. */
  corrected: number | null
}

/** `/data`: what is open, how it is cited and checked; the newest release first. */
export function OpenDataPage({ releases, site }: { releases: readonly ReleaseLine[]; site: string }) {
  const text = useText()
  const words = text.publicPages.openData
  const [newest] = releases
  const title = words.title
  return (
    <Page title={title} description={text.descriptions.of(title, words.lead)}>
      <PageHead
        steps={[{ label: text.site.nav.home, href: paths.home() }, { label: title }]}
        title={title}
        lead={words.lead}
      >
        <p class="links-row">
          <a href={paths.releasesAtom()}>{words.subscribe}</a>
          <a href={paths.reference()}>{words.reference}</a>
        </p>
      </PageHead>
      <Releases releases={releases} />
      {newest && <DatasetMark releases={releases} site={site} />}
      <section class="section" aria-labelledby="licence">
        <h2 id="licence">{words.licenceTitle}</h2>
        <p>{words.licence(LICENCE)}</p>
        {newest && (
          <>
            <h3>{words.cite}</h3>
            <p class="cited">
              {words.citation(
                text.site.nameIn(text.city),
                formatPeriod(text, newest.period),
                newest.number,
                formatDay(text, newest.publishedAt),
                newest.manifestHash,
                `${site}${paths.apiReleaseNumber(newest.period, newest.number)}`,
              )}
            </p>
          </>
        )}
      </section>
      <section class="section" aria-labelledby="columns">
        <h2 id="columns">{words.columnsTitle}</h2>
        <dl class="method-rows">
          {words.columns.map(([name, what]) => (
            <div class="method-row">
              <dt>{name}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p class="muted">{words.withheld}</p>
      </section>
      <section class="section" aria-labelledby="chain">
        <h2 id="chain">{words.chainTitle}</h2>
        <p>{words.chain}</p>
      </section>
      {newest && (
        <section class="section" aria-labelledby="examples">
          <h2 id="examples">{words.examplesTitle}</h2>
          <p>{words.examplesLead}</p>
          <pre class="cited" tabindex={0}>
            <code>
              {[
                `curl -O ${site}${paths.apiRelease(newest.period, ".csv")}`,
                `curl -s ${site}${paths.apiReleases()}`,
                `curl -O ${site}${paths.apiReleaseFile(newest.period, newest.number, "expected.csv")}`,
              ].join("\n")}
            </code>
          </pre>
        </section>
      )}
    </Page>
  )
}

const LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

/** What catalogues of data read (schema.org Dataset): the newest version of each period with its files. */
function DatasetMark({ releases, site }: { releases: readonly ReleaseLine[]; site: string }) {
  const text = useText()
  const words = text.publicPages.openData
  const newestOf = newestOfEach(releases)
  const name = text.site.nameIn(text.city)
  const file = (format: string, path: string, label: string) => ({
    "@type": "DataDownload",
    name: label,
    encodingFormat: format,
    contentUrl: `${site}${path}`,
  })
  const dataset = {
    "@context": "https://schema.org",
    "@type": "Dataset",
    name: `${name} · ${words.title}`,
    description: words.lead,
    url: `${site}${paths.openData()}`,
    license: LICENCE_URL,
    isAccessibleForFree: true,
    inLanguage: ["zh-CN", "en"],
    creator: { "@type": "Organization", name },
    dateModified: releases[0]?.publishedAt,
    distribution: [...newestOf.values()].flatMap(({ period, number }) => {
      const label = words.version(formatPeriod(text, period), number)
      return [
        file("text/csv", paths.apiReleaseNumber(period, number, ".csv"), label),
        file("application/json", paths.apiReleaseNumber(period, number), label),
      ]
    }),
  }
  return <script type="application/ld+json">{raw(JSON.stringify(dataset).replaceAll("<", "\\u003c"))}</script>
}

/** The newest version of each period. */
function newestOfEach(releases: readonly ReleaseLine[]): Map<string, ReleaseLine> {
  const newest = new Map<string, ReleaseLine>()
  for (const one of releases)
    if ((newest.get(one.period)?.number ?? 0) < one.number) newest.set(one.period, one)
  return newest
}

function Releases({ releases }: { releases: readonly ReleaseLine[] }) {
  const text = useText()
  const words = text.publicPages.openData
  const { links } = text.publicPages.bulletin
  const newest = newestOfEach(releases)
  // Of what is released: a year and a version that was corrected since have no 通报.
  const hasBulletin = (one: ReleaseLine) => one.period.includes("Q") && newest.get(one.period) === one
  return (
    <section class="section" aria-labelledby="releases">
      <div class="section__head">
        <h2 id="releases">{words.releasesTitle}</h2>
        <p class="section__lead">{words.releasesLead}</p>
      </div>
      <DataTable
        caption={words.releasesTitle}
        captionHidden
        cards
        rows={[...releases]}
        columns={[
          {
            key: "release",
            title: words.releasedColumn,
            cell: ({ period, number }) => (
              <span id={`r-${period}-${number}`}>{words.version(formatPeriod(text, period), number)}</span>
            ),
          },
          {
            key: "day",
            title: words.dayColumn,
            cell: ({ publishedAt }) => formatDay(text, publishedAt),
          },
          {
            key: "corrects",
            title: words.correctsColumn,
            cell: ({ corrected }) => words.corrects(corrected),
          },
          {
            key: "hash",
            title: words.hashColumn,
            cell: ({ manifestHash }) => <code class="hash">{manifestHash}</code>,
          },
          {
            key: "files",
            title: words.filesColumn,
            cell: (one) => {
              const { period, number } = one
              return (
                <span class="links-row">
                  <a href={paths.apiReleaseNumber(period, number, ".csv")}>CSV</a>
                  <a href={paths.apiReleaseNumber(period, number)}>JSON</a>
                  <a href={paths.apiReleaseFile(period, number, "expected.csv")}>{words.expected}</a>
                  {hasBulletin(one) && (
                    <>
                      <a href={paths.bulletin("docx", { quarter: period })}>{links.docx}</a>
                      <a href={paths.bulletin("xlsx", { quarter: period })}>{links.xlsx}</a>
                    </>
                  )}
                </span>
              )
            },
          },
        ]}
      />
    </section>
  )
}
