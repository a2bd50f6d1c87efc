/** What a problem code means: its title, why it comes, how to mend it. Codes never change their meaning. */
export interface ProblemWords {
  title: string
  why: string
  mend: string
}
