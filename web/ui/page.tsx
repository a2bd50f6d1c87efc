import { raw } from "hono/html"
import type { PropsWithChildren } from "hono/jsx"
import type { MemberActor } from "../../worker/domain/actor.ts"
import { paths } from "../paths.ts"
import { languageTag, nameLang } from "../text/text.ts"
import { asset } from "./asset.ts"
import { BrandMark } from "./brand-mark.tsx"
import { describe } from "./description.ts"
import { Notice } from "./notice.tsx"
import { useText } from "./use-text.ts"

export type Section =
  | "home"
  | "ranking"
  | "compare"
  | "programmes"
  | "methodology"
  | "desk"
  | "account"
  | "signIn"

/** Who is signed in, as the header shows it. */
export type SignedIn = Pick<MemberActor, "userId" | "name" | "organisation" | "memberships" | "unread">

type Described =
  /** What search engines and shared links show of a page that anybody may open; what is longer than 160 characters is cut. */
  | { description: string; actor?: SignedIn | null }
  /** Who is signed in; without it the header offers to sign in. */
  | { actor: SignedIn; description?: undefined }

export type PageProps = PropsWithChildren<
  {
    /** Of the document; the name of the site is added. */
    title: string
    /** The entry of the main navigation that this page belongs to. */
    current?: Section
    /** A person who acts for no organisation, by name. */
    personName?: string
    /** File names of islands to load, for example `["charts.js"]`. */
    scripts?: string[]
  } & Described
>

function Navigation({ current }: { current?: Section }) {
  const text = useText()
  const { nav } = text.site
  const links: [Section, string, string][] = [
    ["home", paths.home(), nav.home],
    ["ranking", paths.ranking(), nav.ranking],
    ["compare", paths.compare(), nav.compare],
    ["programmes", paths.programmes(), nav.programmes],
    ["methodology", paths.methodology("current"), nav.methodology],
  ]
  return (
    <nav class="mainnav" aria-label={text.site.mainNavigation}>
      <ul class="mainnav__list">
        {links.map(([section, href, label]) => (
          <li>
            <a class="mainnav__link" href={href} aria-current={section === current ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The organisation that the person acts for; who belongs to several can change it. */
function Acting({ actor }: { actor: SignedIn }) {
  const text = useText()
  const { organisation, memberships } = actor
  return (
    <span class="who__organisation">
      <span class="who__of" lang={nameLang(text)} title={organisation.name}>
        {organisation.name}
      </span>
      {memberships > 1 && (
        <a class="who__link" href={paths.switching()}>
          {text.site.nav.switchOrganisation}
        </a>
      )}
    </span>
  )
}

/** The way to the same page in the other language, in its own words. */
function LanguageSwitch() {
  const text = useText()
  if (text.switchTo === null) return null
  const tag = languageTag(text.otherLanguage)
  return (
    <a class="language" href={text.switchTo} lang={tag} hreflang={tag}>
      {text.site.otherLanguage}
    </a>
  )
}

function Who({ actor, personName }: Pick<PageProps, "actor" | "personName">) {
  const text = useText()
  const name = actor?.name ?? personName
  if (name === undefined)
    return (
      <div class="who">
        <a class="who__link" href={paths.signIn()}>
          {text.site.nav.signIn}
        </a>
      </div>
    )
  return (
    <div class="who">
      <span class="who__name" lang={nameLang(text)}>
        {name}
      </span>
      {actor && <Acting actor={actor} />}
      <a class="who__link" href={paths.desk()}>
        {text.site.nav.desk}
      </a>
      {actor && (
        <a
          class="who__link"
          href={paths.inbox()}
          aria-label={actor.unread > 0 ? text.messages.unread(actor.unread) : undefined}
        >
          {text.site.nav.inbox}
          {actor.unread > 0 && <span class="who__count">{actor.unread > 99 ? "99+" : actor.unread}</span>}
        </a>
      )}
      <a class="who__link" href={paths.account()}>
        {text.site.nav.account}
      </a>
      <form method="post" action={paths.signOut()} data-person={actor?.userId}>
        <button class="who__link" type="submit">
          {text.site.nav.signOut}
        </button>
      </form>
    </div>
  )
}

function Footer() {
  const text = useText()
  return (
    <footer class="footer">
      <div class="wrap">
        <p class="footer__disclaimer">{text.site.disclaimer}</p>
        <ul class="footer__links">
          <li>
            <a href={paths.methodology("current")}>{text.site.nav.methodology}</a>
          </li>
          <li>
            <a href={paths.indicators()}>{text.publicPages.indicator.title}</a>
          </li>
          <li>
            <a href={paths.programmes()}>{text.site.programmes}</a>
          </li>
          <li>
            <a href={paths.awards()}>{text.awards.public.list.title}</a>
          </li>
          <li>
            <a href={paths.openData()}>{text.site.openData}</a>
          </li>
          <li>
            <a href={paths.reference()}>{text.programs.title}</a>
          </li>
        </ul>
      </div>
    </footer>
  )
}

/** What search engines, chats and other pages show of a page that anybody may open (Open Graph). */
function SharedAs({ title, description }: { title: string; description: string }) {
  const text = useText()
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:site_name" content={text.site.nameIn(text.city)} />
      <meta property="og:locale" content={languageTag(text.language).replace("-", "_")} />
    </>
  )
}

/** The document of every page: header, skip link, main, footer with the disclaimer. */
export function Page(props: PageProps) {
  const text = useText()
  const { title, current, description, children } = props
  // Whoever signs out leaves nothing in the browser: what was typed and not sent goes, after a warning.
  const signingOut = props.actor ? [`sign-out.${text.language}.js`] : []
  const scripts = [...(props.scripts ?? []), ...signingOut]
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={languageTag(text.language)}>
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · ${text.site.nameIn(text.city)}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="theme-color" content="#23664c" />
          {description !== undefined && <SharedAs title={title} description={describe(description)} />}
          <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
          <link rel="stylesheet" href={asset("site.css")} />
          {scripts.map((name) => (
            <script type="module" src={asset(name)} />
          ))}
        </head>
        <body>
          <a class="skip" href="#main">
            {text.site.skip}
          </a>
          <header class="masthead">
            <div class="wrap masthead__in">
              <a class="brand" href={paths.home()}>
                <BrandMark />
                {text.site.name}
                {text.city !== null && (
                  <span class="brand__city" lang={nameLang(text)}>
                    {text.city}
                  </span>
                )}
              </a>
              <Navigation current={current} />
              <Who actor={props.actor} personName={props.personName} />
              <LanguageSwitch />
            </div>
          </header>
          <main class="main wrap" id="main" tabindex={-1}>
            {text.faster !== null && (
              <Notice kind="error" title={text.access.faster.title} live spaced>
                <p>{text.faster}</p>
              </Notice>
            )}
            {children}
          </main>
          <Footer />
        </body>
      </html>
    </>
  )
}
