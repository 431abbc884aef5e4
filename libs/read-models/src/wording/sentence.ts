/** What happened, and the words of whoever reported it; who acted is said between the two. */
export type Sentence = { said: string; detail?: string | undefined };

export function asSentence(sentence: string | Sentence): Sentence {
  return typeof sentence === 'string' ? { said: sentence } : sentence;
}
