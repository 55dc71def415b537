package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

// What templates may call: sprig without a way to the machine's environment, and what Helm adds. A function that Helm does not know is an error of parsing.
func functions(all *template.Template) template.FuncMap {
	known := sprig.TxtFuncMap()
	delete(known, "env")
	delete(known, "expandenv")
	known["toYaml"] = toYAML
	known["toJson"] = toJSON
	known["fromYaml"] = func(text string) object {
		read, err := parseYAML([]byte(text))
		if err != nil {
			return object{"Error": err.Error()}
		}
		return read
	}
	known["fromJsonArray"] = func(text string) []interface{} {
		var read []interface{}
		if err := json.Unmarshal([]byte(text), &read); err != nil {
			return []interface{}{err.Error()}
		}
		return read
	}
	known["fail"] = func(why string) (string, error) { return "", errors.New(why) }
	known["required"] = func(why string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, errors.New(why)
		}
		return value, nil
	}
	known["lookup"] = func(_, _, _, _ string) object { return object{} }
	known["include"] = func(name string, scope interface{}) (string, error) { return execute(all, name, scope) }
	known["tpl"] = func(text string, scope interface{}) (string, error) {
		own, err := all.Clone()
		if err == nil {
			_, err = own.New("tpl").Parse(text)
		}
		if err != nil {
			return "", err
		}
		return execute(own, "tpl", scope)
	}
	return known
}

func execute(all *template.Template, name string, scope interface{}) (string, error) {
	var text bytes.Buffer
	err := all.ExecuteTemplate(&text, name, scope)
	return strings.ReplaceAll(text.String(), "<no value>", ""), err
}

func readYAML(path string) (object, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	read, err := parseYAML(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return read, nil
}

// By way of JSON, as Helm does: every number is a float64, and a template that compares it with 1 and not with (int 1) fails here as it does there.
func parseYAML(text []byte) (object, error) {
	var document object
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, err
	}
	read := object{}
	return read, json.Unmarshal([]byte(toJSON(document)), &read)
}

func toJSON(value interface{}) string {
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}

// By way of JSON once more, or a large number would be written as 1e+06.
func toYAML(value interface{}) string {
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(toJSON(value)), &node); err != nil {
		return ""
	}
	plain(&node)
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(&node); err != nil {
		return ""
	}
	return strings.TrimSuffix(text.String(), "\n")
}

// Takes JSON's braces and quotation marks off; the encoder quotes again what needs it.
func plain(node *yaml.Node) {
	node.Style &^= yaml.FlowStyle | yaml.DoubleQuotedStyle
	if len(node.Content) == 0 && node.Kind != yaml.ScalarNode {
		node.Style |= yaml.FlowStyle
	}
	for _, inner := range node.Content {
		plain(inner)
	}
}
