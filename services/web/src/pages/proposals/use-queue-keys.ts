import type { Proposal } from '@hormesis/api';
import { type RefObject, useRef } from 'react';
import { usePageKeys } from '../../shell/use-page-keys.js';

type Orders = {
  accept: (proposal: Proposal) => void;
  reject: (proposal: Proposal) => void;
  edit: (proposal: Proposal) => void;
};

/**
 * `j` and `k` move the focus from proposal to proposal; the others concern the one that has it. When that one leaves the
 * list, the next in its place is where `j` goes on.
 */
export function useQueueKeys(list: RefObject<HTMLElement | null>, rows: readonly Proposal[], orders: Orders) {
  const place = useRef(-1);
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-proposal]') ?? [])];
  const focused = () =>
    document.activeElement instanceof HTMLElement ? links().indexOf(document.activeElement) : -1;

  function move(step: 1 | -1) {
    const all = links();
    const here = focused();
    const next = here === -1 ? place.current + (place.current === -1 ? 1 : 0) : here + step;
    place.current = Math.min(all.length - 1, Math.max(0, next));
    all[place.current]?.focus();
    all[place.current]?.scrollIntoView({ block: 'nearest' });
  }

  function order(which: keyof Orders) {
    const id = links()[focused()]?.dataset.proposal;
    const proposal = rows.find((row) => row.id === id);
    if (proposal) orders[which](proposal);
  }

  usePageKeys({
    j: () => move(1),
    k: () => move(-1),
    a: () => order('accept'),
    r: () => order('reject'),
    e: () => order('edit'),
  });
}
