(import 'audit.libsonnet')
