import { expect, test } from 'vitest';
import { hostsOf, withHost } from './network';

test('one host more is allowed beside those that are', () => {
  expect(withHost({ preset: 'offline', hosts: [] }, 'a.org', 443)).toEqual({ preset: 'custom', hosts: ['a.org'] });
  expect(withHost({ preset: 'packages', hosts: [] }, 'a.org', 8443)?.hosts).toEqual(['packages', 'a.org:8443']);
  expect(withHost({ preset: 'custom', hosts: ['b.org'] }, 'a.org', 80)?.hosts).toEqual(['b.org', 'a.org']);
  expect(withHost({ preset: 'custom', hosts: ['a.org'] }, 'a.org', 80)?.hosts).toEqual(['a.org']);
});

test('where the whole web is allowed a host is refused for another reason', () => {
  expect(withHost({ preset: 'web', hosts: [] }, '10.0.0.1', 80)).toBeNull();
});

test('hosts are read as people type them', () => {
  expect(hostsOf(' a.org, *.b.org\nc.org:443,8443 ')).toEqual(['a.org', '*.b.org', 'c.org:443,8443']);
  expect(hostsOf('  ')).toEqual([]);
});
