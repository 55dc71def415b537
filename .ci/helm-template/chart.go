package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"
)

type object = map[string]interface{}

type chart struct {
	name      string
	values    object
	manifests []string // names of templates, below templates/
	scope     object   // what a template sees as its dot
	templates *template.Template
}

// Reads Chart.yaml, the values, the later over the earlier, and every template.
func load(asked request) (*chart, error) {
	about, err := readYAML(filepath.Join(asked.chart, "Chart.yaml"))
	if err != nil {
		return nil, err
	}
	read := &chart{name: fmt.Sprint(about["name"]), values: object{}}
	for _, file := range append([]string{filepath.Join(asked.chart, "values.yaml")}, asked.values...) {
		values, err := readYAML(file)
		if err != nil {
			return nil, err
		}
		overlay(read.values, values)
	}
	read.scope = object{
		"Values":  read.values,
		"Chart":   capitalised(about),
		"Release": object{"Name": asked.release, "Namespace": asked.namespace, "Service": "Helm", "IsInstall": true, "IsUpgrade": false, "Revision": 1},
		"Files":   files(asked.chart),
		"Capabilities": object{
			"KubeVersion": object{"Version": "v1.32.0", "Major": "1", "Minor": "32"},
			"APIVersions": versions(asked.apiVersions),
		},
	}
	return read, read.parse(filepath.Join(asked.chart, "templates"))
}

func (c *chart) parse(folder string) error {
	// As Helm's: a value that is not there is empty and no error.
	c.templates = template.New(c.name).Option("missingkey=zero")
	c.templates.Funcs(functions(c.templates))
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if base := filepath.Base(path); !strings.HasPrefix(base, "_") && base != "NOTES.txt" {
			c.manifests = append(c.manifests, name)
		}
		_, err = c.templates.New(c.template(name)).Parse(string(text))
		return err
	})
	sort.Strings(c.manifests)
	return err
}

// Helm's name of a template begins with the chart's name, whatever its folder is called.
func (c *chart) template(name string) string { return c.name + "/templates/" + name }

func (c *chart) render(name string) (string, error) {
	scope := object{"Template": object{"Name": c.template(name), "BasePath": c.name + "/templates"}}
	for key, value := range c.scope {
		scope[key] = value
	}
	return execute(c.templates, c.template(name), scope)
}

// Lays one set of values over another: objects are merged, null takes away, everything else takes the place of what was there.
func overlay(below, above object) {
	for key, value := range above {
		inner, isObject := value.(object)
		old, wasObject := below[key].(object)
		switch {
		case value == nil:
			delete(below, key)
		case isObject && wasObject:
			overlay(old, inner)
		default:
			below[key] = value
		}
	}
}

func capitalised(about object) object {
	fields := object{}
	for key, value := range about {
		fields[strings.ToUpper(key[:1])+key[1:]] = value
	}
	return fields
}

// The chart's files, as .Files; one that is missing is empty, as in Helm.
type files string

func (f files) Get(name string) string {
	text, err := os.ReadFile(filepath.Join(string(f), name))
	if err != nil {
		return ""
	}
	return string(text)
}

type versions []string

func (v versions) Has(wanted string) bool {
	for _, version := range v {
		if version == wanted {
			return true
		}
	}
	return false
}
