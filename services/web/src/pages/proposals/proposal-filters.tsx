import type { Proposal } from '@hormesis/api';
import { getRouteApi } from '@tanstack/react-router';
import { proposalClassWord, proposalKindWord, proposalStateWord } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { statesOf } from './filter-proposals.js';

const route = getRouteApi('/proposals');
const any = { value: 'any', word: 'any' } as const;
const kinds = ['test', 'alert', 'flag-default'] as const;
const classes = ['prevents', 'detects-earlier', 'limits'] as const;

export function ProposalFilters({
  here,
  shown,
  tab,
}: {
  here: readonly Proposal[];
  shown: number;
  tab: keyof typeof statesOf;
}) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (patch: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...patch }, replace: true });
  const services = [...new Set(here.map(({ service }) => service))].sort();
  return (
    <FilterBar shown={shown} of={here.length} noun="proposals">
      <TextFilter label="Find" value={search.q} onChange={(q) => set({ q })} />
      <ChoiceFilter
        label="State"
        value={search.state}
        options={[any, ...statesOf[tab].map((value) => ({ value, word: proposalStateWord(value) }))]}
        onChange={(state) => set({ state })}
      />
      <ChoiceFilter
        label="Kind"
        value={search.kind}
        options={[any, ...kinds.map((value) => ({ value, word: proposalKindWord(value) }))]}
        onChange={(kind) => set({ kind })}
      />
      <ChoiceFilter
        label="Does"
        value={search.does}
        options={[any, ...classes.map((value) => ({ value, word: proposalClassWord(value) }))]}
        onChange={(does) => set({ does })}
      />
      <ChoiceFilter
        label="Service"
        value={search.service}
        options={[{ value: '', word: 'any' }, ...services.map((value) => ({ value, word: value }))]}
        onChange={(service) => set({ service })}
      />
      {search.class !== '' && (
        <Button icon="close" onPress={() => set({ class: '' })}>{`Class of failure ${search.class}`}</Button>
      )}
    </FilterBar>
  );
}
