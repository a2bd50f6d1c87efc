import { paths } from "../../paths.ts"
import { BandChip, bandLook } from "../../ui/band-chip.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { formatScore } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import type { ReviewFile, ReviewIdentity, ReviewView } from "./review-view.ts"

function Identity({ identity }: { identity: ReviewIdentity }) {
  const text = useText()
  const { page } = text.reviews
  const { base, final, rank } = identity
  const facts = [
    ...(base === null ? [] : [[page.base, formatScore(base, 2)] as const]),
    ...(final === null ? [] : [[page.final, formatScore(final, 2)] as const]),
    ...(rank === null ? [] : [[page.rank, text.site.rank(rank)] as const]),
  ]
  return (
    <>
      <p>
        <a href={paths.estate(identity.slug)}>{identity.name}</a>
        {identity.company && ` · ${identity.company}`}
      </p>
      <dl class="review-facts">
        {facts.map(([title, value]) => (
          <div>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Band and fifths, or name and figures where the programme is not blind. */
export function CandidateFigures({ view }: { view: ReviewView }) {
  const text = useText()
  const { page } = text.reviews
  const { band, quintiles } = view
  return (
    <section class="stack" aria-labelledby="figures-title">
      <h2 id="figures-title">{page.figures}</h2>
      {view.identity && <Identity identity={view.identity} />}
      <p>
        {page.band}
        {text.site.colon}
        {band ? <BandChip look={bandLook(band.index, band.count)} title={band.title} /> : page.noBand}
      </p>
      {quintiles.length > 0 && <h3>{page.quintiles}</h3>}
      {quintiles.length > 0 && (
        <DataTable
          caption={page.quintiles}
          captionHidden
          cards
          columns={[
            { key: "dimension", title: page.dimension, cell: ({ title }) => title },
            {
              key: "quintile",
              title: page.quintile,
              cell: ({ quintile }) => (quintile === null ? page.noQuintile : page.quintileWord(quintile)),
            },
          ]}
          rows={quintiles}
        />
      )}
      {view.blind && <p class="hint">{page.quintileNote}</p>}
    </section>
  )
}

/** The nominee's answers; in a blind programme the anonymous version. */
export function CandidateAnswers({ view }: { view: ReviewView }) {
  const text = useText()
  const { page } = text.reviews
  return (
    <section class="stack" aria-labelledby="answers-title">
      <h2 id="answers-title">{page.answers}</h2>
      {view.answers === null && <Notice kind="warning">{page.notReady}</Notice>}
      {view.answers?.map(({ title, text: answer }) => (
        <>
          <h3>{title}</h3>
          <p class="answer">{answer || page.noAnswer}</p>
        </>
      ))}
    </section>
  )
}

function FileItem({ file }: { file: ReviewFile }) {
  const text = useText()
  const href = paths.attachment(file.id)
  return (
    <li class="review-file">
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={text.reviews.page.openFile(file.name)}
      >
        {file.width !== null && file.height !== null && (
          <img
            class="review-file__image"
            src={href}
            alt=""
            loading="lazy"
            width={file.width}
            height={file.height}
          />
        )}
        {file.name}
      </a>
    </li>
  )
}

/** Files under generic names. */
export function CandidateFiles({ view }: { view: ReviewView }) {
  const text = useText()
  const { page } = text.reviews
  return (
    <section class="stack" aria-labelledby="files-title">
      <h2 id="files-title">{page.attachments}</h2>
      {view.files.length === 0 ? (
        <p class="hint">{page.noAttachments}</p>
      ) : (
        <ul class="review-files">
          {view.files.map((file) => (
            <FileItem file={file} />
          ))}
        </ul>
      )}
    </section>
  )
}
