{
  _config+:: {
    // Where a row of a dashboard leads: the console of your Hormesis.
    uiBaseUrl: 'http://localhost:4700',
    // First part of each dashboard's title and uid.
    namePrefix: 'Hormesis',
    uidPrefix: 'hormesis-',
    tags: ['hormesis'],
    timezone: 'utc',
    refresh: '30s',
    from: 'now-7d',
  },
}
